/** Mutants of what middleware keeps and tells: capacity, recordings, spans, events, explanations. */
import type { Mutant } from '../mutant'

const of =
  (group: string) =>
  (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
    names.map((name) => `${group} > ${name}`)

const totals = of('totals are a commutative monoid')
const capacity = of('consumed capacity')
const recordings = of('recordings')
const explanations = of('explanations')

const folder = 'src/interpreter/middleware'

/** Faults of consumed capacity. */
export const metering: ReadonlyArray<Mutant> = [
  {
    name: 'of an operation that both have the later count is kept',
    file: `${folder}/totals.ts`,
    from: 'sum[name] = (sum[name] ?? 0) + (y[name] ?? 0)',
    to: 'sum[name] = y[name] ?? 0',
    kills: totals('concat is commutative', 'what is consumed at once or one after another'),
  },
  {
    name: 'tables that only the first total has are lost',
    file: `${folder}/totals.ts`,
    from: 'for (const table of Object.keys(x)) assign(sum, table, lookup(x, table) ?? {})',
    to: 'for (const table of Object.keys(y)) assign(sum, table, lookup(x, table) ?? {})',
    kills: totals('empty is a unit', 'concat is commutative'),
  },
  {
    name: 'of an operation that both have the mean is kept',
    file: `${folder}/totals.ts`,
    from: 'sum[name] = (sum[name] ?? 0) + (y[name] ?? 0)',
    to: 'sum[name] = ((sum[name] ?? 0) + (y[name] ?? 0)) / 2',
    kills: totals('concat is associative'),
  },
  {
    name: 'of a table that is told twice the last is kept',
    file: `${folder}/totals.ts`,
    from: '(lookup(totals, table)?.[operation] ?? 0) + units',
    to: 'units',
    kills: totals('what is consumed at once or one after another'),
  },
  {
    name: 'deletions are not asked what they consume',
    file: `${folder}/metered.ts`,
    from: 'DeleteItem: true',
    to: 'DeleteItem: false',
    kills: capacity(
      'what a meter says = what all answers say',
      'what a meter says of a table = what single answers say, in units of a store',
    ),
  },
  {
    name: 'who did not ask is told what was consumed',
    file: `${folder}/metered.ts`,
    from: "return asks && E.isRight(answer) && 'consumed' in answer.right ? E.right(withoutConsumed(answer.right)) : answer",
    to: 'return answer',
    kills: capacity('what a meter says = what all answers say'),
  },
  {
    name: 'a read that is batched is told nothing of what it consumed',
    file: `${folder}/batching/answer.ts`,
    from: 'return { consumed: [{ table, units: known }] }',
    to: 'return {}',
    kills: capacity('a meter outside of batching says as many units of a table as one inside'),
  },
]

/** Faults of recordings. */
export const recording: ReadonlyArray<Mutant> = [
  {
    name: 'an operation that failed is not recorded',
    file: `${folder}/recording.ts`,
    from: 'return ({ answer }) => sink({',
    to: "return ({ answer }) => answer._tag === 'Left' ? undefined : sink({",
    kills: recordings('replay ∘ parse ∘ show ∘ record = identity', 'recorded outside of retrying, replayed by itself'),
  },
  {
    name: 'a replay answers an operation that is asked again as it was answered first',
    file: `${folder}/recording.ts`,
    from: 'if (!used.has(entry)) {\n        used.add(entry)\n        return entry.answer',
    to: 'if (!used.has(entry)) {\n        known?.push(entry)\n        return entry.answer',
    kills: recordings('recorded inside of retrying, replayed within retrying'),
  },
  {
    name: 'a replay goes by the order of the answers',
    file: `${folder}/recording.ts`,
    from: 'sort((x, y) => y.asked - x.asked)',
    to: 'sort((x, y) => x.answered - y.answered)',
    kills: recordings('operations that overlap are replayed'),
  },
  {
    name: 'a transaction with a token made anew is another one',
    file: `${folder}/recording.ts`,
    from: 'take(exactly(operation)) ?? take(nearly(operation))',
    to: 'take(exactly(operation))',
    kills: recordings('recorded inside of retrying, replayed within retrying'),
  },
  {
    name: 'bytes are recorded as text of UTF-8',
    file: `${folder}/recording/json.ts`,
    from: "if (isBytes(u)) return { [mark]: ['Bytes', toBase64(u)] }",
    to: "if (isBytes(u)) return { [mark]: ['Bytes', btoa(unescape(encodeURIComponent(new TextDecoder().decode(u))))] }",
    kills: recordings('replay ∘ parse ∘ show ∘ record = identity'),
  },
  {
    name: 'a line of a log that begins as another one is left out',
    file: `${folder}/recording/log.ts`,
    from: 'if (found.length === 0) entries.push(data as Entry)',
    to: 'if (found.length === 0 && line > 0) entries.push(data as Entry)',
    kills: recordings('show ∘ parse ∘ show = show'),
  },
]

/** Faults of explanations, spans and overrides. */
export const telling: ReadonlyArray<Mutant> = [
  {
    name: 'the actions of a transaction are not explained',
    file: `${folder}/explain/operation.ts`,
    from: 'operation.actions.flatMap((action) => {',
    to: 'operation.actions.slice(0, 1).flatMap((action) => {',
    kills: explanations('there is a line for each part of an operation, and more for its expressions'),
  },
  {
    name: 'line breaks of a table are printed',
    file: `${folder}/explain/operation.ts`,
    from: '[first, ...rest].map(oneLine).join',
    to: '[first, ...rest].join',
    kills: explanations('a text of the user breaks no line'),
  },
  {
    name: 'what is no operation cannot be explained',
    file: `${folder}/explain/operation.ts`,
    from: "} catch {\n    return '<no operation>'\n  }",
    to: '} finally {\n  }',
    kills: explanations('it is total'),
  },
  {
    name: 'a span of an operation that failed is not ended',
    file: `${folder}/tracing.ts`,
    from: 'quietly(() => span.end())',
    to: 'if (E.isRight(answer)) quietly(() => span.end())',
    kills: ['spans > each operation has one span, which ends once, and is an error where it failed'],
  },
  {
    name: 'a span does not say that its operation failed',
    file: `${folder}/tracing.ts`,
    from: 'if (E.isLeft(answer)) quietly(() => span.setStatus',
    to: "if (E.isLeft(answer) && answer.left._tag !== 'ConditionFailed') quietly(() => span.setStatus",
    kills: ['spans > each operation has one span, which ends once, and is an error where it failed'],
  },
  {
    name: 'an override is handed what it overrides: itself',
    file: `${folder}/patched.ts`,
    from: 'override(operation as never, next)',
    to: "override({ ...operation, table: 'another' } as never, next)",
    kills: ['overrides > an override that asks the next is identity'],
  },
  {
    name: 'an override is taken for other operations too',
    file: `${folder}/patched.ts`,
    from: 'Object.hasOwn(overrides, operation._tag) ? overrides[operation._tag] : undefined',
    to: 'Object.values(overrides)[0]',
    kills: ['overrides > an override is what is answered, and nothing else is'],
  },
  {
    name: 'without an override an operation is refused',
    file: `${folder}/patched.ts`,
    from: 'return override === undefined ? next(operation) :',
    to: "return override === undefined ? () => Promise.resolve({ _tag: 'Left', left: { _tag: 'Aborted' } }) :",
    kills: ['overrides > patched({}) = identity'],
  },
]
