/** Mutants of middleware that waits, repeats, fails or is behind; and of composition. */
import type { Mutant } from '../mutant'

const of =
  (group: string) =>
  (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
    names.map((name) => `${group} > ${name}`)

const monoid = of('middleware are a monoid')
const eventual = of('eventual consistency')
const faults = of('faults')
const buckets = of('token buckets')
const rates = of('rate limits')
const repeating = of('repeating')
const timeouts = of('timeouts')

const once = 'where the first answer is lost, what is stored is as after one try, and the answer too, or a failure'
const answered = 'what is idempotent is answered though its first answer is lost'

const folder = 'src/interpreter/middleware'

/** Faults of composition. */
export const composing: ReadonlyArray<Mutant> = [
  {
    name: 'the first middleware is the innermost',
    file: `${folder}/compose.ts`,
    from: 'middleware.reduceRight((inner, outer)',
    to: 'middleware.reduce((inner, outer)',
    kills: monoid('compose(x, y, z)(i) = x(y(z(i)))'),
  },
  {
    name: 'the first of two is around itself',
    file: `${folder}/compose.ts`,
    from: 'concat: (x, y) => compose(x, y)',
    to: 'concat: (x, y) => compose(x, x, y)',
    kills: monoid('concat is associative'),
  },
  {
    name: 'the second of two is left out',
    file: `${folder}/compose.ts`,
    from: 'concat: (x, y) => compose(x, y)',
    to: 'concat: (x, y) => x',
    kills: monoid('empty is a left unit'),
  },
  {
    name: 'the first of two is left out',
    file: `${folder}/compose.ts`,
    from: 'concat: (x, y) => compose(x, y)',
    to: 'concat: (x, y) => y',
    kills: monoid('empty is a right unit'),
  },
  {
    name: 'composed of nothing it refuses everything',
    file: `${folder}/compose.ts`,
    from: 'middleware.reduceRight((inner, outer)',
    to: "middleware.length === 0 ? () => () => Promise.resolve({ _tag: 'Left', left: { _tag: 'Aborted' } }) : middleware.reduceRight((inner, outer)",
    kills: monoid('compose() = identity'),
  },
]

/** Faults of stores that are behind, or fail. */
export const failing: ReadonlyArray<Mutant> = [
  {
    name: 'consistent reads may be behind',
    file: `${folder}/eventuallyConsistent.ts`,
    from: "operation._tag === 'Scan') && !operation.consistent",
    to: "operation._tag === 'Scan')",
    kills: eventual('programs that read consistently see no difference'),
  },
  {
    name: 'reads are one write more behind than they may be',
    file: `${folder}/eventuallyConsistent.ts`,
    from: '.slice(0, staleness), random }',
    to: '.slice(0, staleness + 1), random }',
    kills: eventual('staleness 0 = memory', 'what is read is what one of the last states answers'),
  },
  {
    name: 'a write is done to an older state',
    file: `${folder}/eventuallyConsistent.ts`,
    from: '= step(newest, operation)\n    return [after',
    to: '= step(older[0] ?? newest, operation)\n    return [after',
    kills: eventual('the newest state is that of memory'),
  },
  {
    name: 'there are faults where nothing was said of chances',
    file: `${folder}/draw.ts`,
    from: 'random >= (chances[name] ?? 0)',
    to: 'random >= (chances[name] ?? 0.1)',
    kills: faults('faulty({}) = identity'),
  },
  {
    name: 'faults are another time others',
    file: `${folder}/faulty.ts`,
    from: 'let state = seed\n',
    to: 'let state = seed + Math.floor(Math.random() * 1e6)\n',
    kills: faults('one seed, the same faults'),
  },
  {
    name: 'a page that is cut short is the last one',
    file: `${folder}/partly.ts`,
    from: 'Query: (operation, next) => next({ ...operation, limit }),',
    to: 'Query: (operation, next) => async () => E.map(({ next: _, ...page }) => page)(await next({ ...operation, limit })()),',
    kills: faults('pages that are cut short concatenate to the same'),
  },
  {
    name: 'an operation has one fault more in a row than is said',
    file: `${folder}/faulty.ts`,
    from: 'before >= mostInARow',
    to: 'before > mostInARow',
    kills: faults('no more than mostInARow faults in a row'),
  },
]

/** Faults of what waits and repeats. */
export const waiting: ReadonlyArray<Mutant> = [
  {
    name: 'a bucket has no bottom: it fills beyond its burst',
    file: `${folder}/tokenBucket.ts`,
    from: 'Math.min(burstOf(rate), tokens + ((later - at) * rate.perSecond) / 1000) - 1',
    to: 'tokens + ((later - at) * rate.perSecond) / 1000 - 1',
    kills: buckets('no more than burst + perSecond · t begin within t seconds, in order'),
  },
  {
    name: 'a bucket begins empty',
    file: `${folder}/tokenBucket.ts`,
    from: 'tokens: burstOf(rate),',
    to: 'tokens: 0,',
    kills: buckets('nobody waits for less than the burst'),
  },
  {
    name: 'an operation that waited is not sent',
    file: `${folder}/rateLimited.ts`,
    from: 'const answer = signal?.aborted ?',
    to: 'const answer = signal?.aborted || milliseconds > 0 ?',
    kills: rates('it is identity up to time'),
  },
  {
    name: 'tokens are not taken',
    file: `${folder}/rateLimited.ts`,
    from: '      begin(names)\n',
    to: '',
    kills: rates(
      'no table begins more than burst + perSecond · t within t seconds, nor out of order, nor more at once',
    ),
  },
  {
    name: 'a slot is given back before the answer is there',
    file: `${folder}/rateLimited.ts`,
    from: '      turn.pass()\n',
    to: '      turn.pass()\n      places.release()\n      await places.take()\n      places.release()\n',
    kills: rates(
      'no table begins more than burst + perSecond · t within t seconds, nor out of order, nor more at once',
    ),
  },
  {
    name: 'who waits for two tables waits for a token of the first one',
    file: `${folder}/rateLimited.ts`,
    from: 'return names.reduce((longest',
    to: 'return names.slice(0, 1).reduce((longest',
    kills: rates(
      'no table begins more than burst + perSecond · t within t seconds, nor out of order, nor more at once',
    ),
  },
  {
    name: 'what is repeated is answered as it failed first',
    file: `${folder}/retrying.ts`,
    from: "if (turn === 'over') return answer as AnswerTo<Op>",
    to: 'return answer as AnswerTo<Op>',
    kills: repeating('what is refused for the moment is done in the end'),
  },
  {
    name: 'increments are repeated after their answer was lost',
    file: 'src/program/repeatable.ts',
    from: 'isUnguarded(operation.update.condition, operation.returning) && isIdempotent(operation.update.update)',
    to: 'isUnguarded(operation.update.condition, operation.returning)',
    kills: repeating('what may be done twice is done as if once', once),
  },
  {
    name: 'writes are repeated that answer what was before',
    file: 'src/program/repeatable.ts',
    from: "returning !== 'old' &&\n  returning !== 'updatedOld' &&\n  (",
    to: '(',
    kills: repeating(once),
  },
  {
    name: 'writes with a condition are repeated',
    file: 'src/program/repeatable.ts',
    from: "(condition._tag === 'Always' || simplify(condition)._tag === 'Always')",
    to: 'condition !== undefined',
    kills: repeating(once),
  },
  {
    name: 'a plain put is not repeated after its answer was lost',
    file: 'src/program/repeatable.ts',
    from: 'return isUnguarded(operation.put.condition, operation.returning)',
    to: 'return false',
    kills: repeating(answered),
  },
  {
    name: 'a SET of a value is not repeated after its answer was lost',
    file: 'src/program/repeatable.ts',
    from: 'isUnguarded(operation.update.condition, operation.returning) && isIdempotent(operation.update.update)',
    to: 'false',
    kills: repeating(answered),
  },
  {
    name: 'writes are repeated whether or not they may be done twice',
    file: 'src/program/repeatable.ts',
    from: 'isRefusedForNow(error) || (isOutcomeUnknown(error) && isRepeatable(operation))',
    to: 'isRefusedForNow(error) || isOutcomeUnknown(error)',
    kills: repeating('what may not be done twice is not'),
  },
  {
    name: 'each time that a transaction is repeated it has another token',
    file: `${folder}/retrying.ts`,
    from: 'single(sound, () => unsendable(sent.right, now))(sent.right)()',
    to: 'single((again) => sound({ ...again, token: token() }), () => unsendable(sent.right, now))(sent.right)()',
    kills: repeating('what may be done twice is done as if once'),
  },
  {
    name: 'a batch is not asked again for what stays unprocessed',
    file: `${folder}/retrying.ts`,
    from: 'return E.map(writtenIn)(await writeInRounds(ask, pace(), operation.writes))',
    to: 'return ask(operation.writes)',
    kills: repeating('what may be done twice is done as if once'),
  },
  {
    name: 'what fails for good is taken for done',
    file: `${folder}/retrying.ts`,
    from: 'if (E.isRight(answer) || !mayRepeat(operation, answer.left)) return answer as AnswerTo<Op>',
    to: "if (!E.isRight(answer) && answer.left._tag === 'ConditionFailed') return E.right({}) as AnswerTo<Op>\n          if (E.isRight(answer) || !mayRepeat(operation, answer.left)) return answer as AnswerTo<Op>",
    kills: repeating('without failures it is identity'),
  },
  {
    name: 'what came in time is late all the same',
    file: `${folder}/timeout.ts`,
    from: '          resolve(answer)\n',
    to: "          resolve(answer._tag === 'Left' ? failed({ _tag: 'TimedOut', milliseconds }) : answer)\n",
    kills: timeouts('around what answers in time it is identity'),
  },
  {
    name: 'what is late is waited for',
    file: `${folder}/timeout.ts`,
    from: 'if (late) resolve',
    to: 'if (late && milliseconds < 0) resolve',
    kills: timeouts('it answers at the earlier of both times: what is within, or TimedOut'),
  },
]
