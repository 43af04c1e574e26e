/** Mutants of checkpoints and of replication. */
import type { Mutant } from '../mutant'

const checkpoints = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `a checkpoint > ${name}`)

const replications = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `replication > ${name}`)

const inMemory = 'src/program/checkpoint/inMemory.ts'
const folder = 'src/program/replicate'

const equal = 'a copy, and what is followed after it, make both sides equal'
const sides = 'the target is { transform(item) | item, filter(item) }'
const idle = 'a run to which nothing new came copies nothing, and changes nothing'
const older = 'guarded, a run from an older place takes nothing back'

/** Faults of checkpoints. */
export const keeping: ReadonlyArray<Mutant> = [
  {
    name: 'whoever claimed once may save for ever',
    file: inMemory,
    from: 'if (claim.version !== version)',
    to: 'if (claim.version > version)',
    kills: checkpoints(
      'claims give what was saved last, and the newest one alone saves',
      'of those who claim at once exactly one can save',
    ),
  },
  {
    name: 'a save that is refused is kept all the same',
    file: inMemory,
    from: "if (claim.version !== version) return E.left({ _tag: 'CheckpointLost' })",
    to: "if (claim.version !== version) {\n        saved = JSON.stringify(value)\n        return E.left({ _tag: 'CheckpointLost' })\n      }",
    kills: checkpoints('claims give what was saved last, and the newest one alone saves'),
  },
  {
    name: 'a claim begins anew, without what was saved',
    file: inMemory,
    from: 'claim: () => async () => {\n      version++',
    to: 'claim: () => async () => {\n      version++\n      saved = undefined',
    kills: checkpoints(
      'claims give what was saved last, and the newest one alone saves',
      'JSON comes back as it was saved',
    ),
  },
  {
    name: 'null is taken for nothing saved',
    file: inMemory,
    from: 'saved = text.right',
    to: "saved = text.right === 'null' ? undefined : text.right",
    kills: checkpoints('JSON comes back as it was saved'),
  },
  {
    name: 'a claim takes nothing from those before it',
    file: inMemory,
    from: 'claim: () => async () => {\n      version++',
    to: 'claim: () => async () => {',
    kills: checkpoints('claims give what was saved last, and the newest one alone saves'),
  },
]

/** Faults of replication. */
export const replicating: ReadonlyArray<Mutant> = [
  {
    name: 'deletions are forgotten',
    file: `${folder}/follow.ts`,
    from: 'if (record.byTimeToLive && options.expired === false) continue',
    to: "if (record.event === 'REMOVE') continue",
    kills: replications(equal),
  },
  {
    name: 'of several changes of an item in a batch the first is applied',
    file: `${folder}/rules.ts`,
    from: 'for (const change of changes) last.set(change.identity, change)',
    to: 'for (const change of changes) if (!last.has(change.identity)) last.set(change.identity, change)',
    kills: replications(equal),
  },
  {
    name: 'of each page the first item is not copied',
    file: `${folder}/scan.ts`,
    from: 'const taken = await take(page.right.items)',
    to: 'const taken = await take(page.right.items.slice(1))',
    kills: replications(equal),
  },
  {
    name: 'the stream is followed from its newest record on, and not from where the copy began',
    file: `${folder}/follow.ts`,
    from: 'position: place.token })(from)()',
    to: "position: 'latest' })(from)()",
    kills: replications(equal),
  },
  {
    name: 'an item that the filter leaves out from now on stays at the target',
    file: `${folder}/rules.ts`,
    from: 'const image = item === undefined ? E.right(undefined) : imageOf(rules)(key, item)',
    to: 'const made = item === undefined ? E.right(undefined) : imageOf(rules)(key, item)\n    const image = item !== undefined && E.isRight(made) && made.right === undefined ? E.right(item) : made',
    kills: replications(sides),
  },
  {
    name: 'what is followed is not transformed',
    file: `${folder}/follow.ts`,
    from: 'made.push(changeOf(rules)(keys,',
    to: 'made.push(changeOf({ ...rules, transform: undefined } as never)(keys,',
    kills: replications(sides),
  },
  {
    name: 'every run copies anew',
    file: `${folder}/table.ts`,
    from: 'saved === undefined || isNew',
    to: 'saved !== undefined || isNew || true',
    kills: replications(idle),
  },
  {
    name: 'a record that is as old as the row of the ledger is written',
    file: `${folder}/ledger.ts`,
    from: 'or(lt(at.sequence, order))(missing(at.sequence))',
    to: 'or(lt(at.sequence, `${order}~`))(missing(at.sequence))',
    kills: replications(older),
  },
  {
    name: 'the ledger forgets what it does not find: rows are written without a condition',
    file: `${folder}/ledger.ts`,
    from: "return { _tag: 'Put', table: schema.name, item, condition: isLater }",
    to: "return { _tag: 'Put', table: schema.name, item, condition: { _tag: 'Always' } }",
    kills: replications(older),
  },
]
