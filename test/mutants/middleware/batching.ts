/** Mutants of batches of reads, and of what is transparent. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `batches of reads > ${name}`)

const folder = 'src/interpreter/middleware/batching'

/** Faults of batching. */
export const batching: ReadonlyArray<Mutant> = [
  {
    name: 'keys that are left unprocessed are taken for nothing',
    file: `${folder}/fetch.ts`,
    from: 'return E.right(left)\n  }\n  const { left, failure }',
    to: 'for (const identity of left) answers.set(identity, E.right(undefined))\n    return E.right(new Set<string>())\n  }\n  const { left, failure }',
    kills: laws('what is left unprocessed is answered all the same'),
  },
  {
    name: 'reads that project differently share the projection of the first one',
    file: `${folder}/plan.ts`,
    from: 'if (first === undefined || !others.every((one) => one !== undefined && equalsProjections(first, one)))',
    to: 'if (first === undefined)',
    kills: laws('reads side by side, between writes, are answered as by themselves'),
  },
  {
    name: 'a read is answered the whole item, though it projects',
    file: `${folder}/answer.ts`,
    from: 'const item = right === undefined || projection === undefined ? right : project(projection)(right)',
    to: 'const item = right',
    kills: laws('reads side by side, between writes, are answered as by themselves'),
  },
  {
    name: 'a key that is refused spoils the whole batch',
    file: `${folder}/fetch.ts`,
    from: 'if (failure !== undefined && mayBeOfOne(failure, call)) return answers',
    to: '',
    kills: laws('reads side by side, between writes, are answered as by themselves'),
  },
  {
    name: 'a write begins at once, whatever was asked before it',
    file: `${folder}/lines.ts`,
    from: 'const until = first.until()',
    to: 'const until = undefined as Promise<unknown> | undefined',
    kills: laws('a read sees the writes that were asked before it, and not those after it'),
  },
  {
    name: 'a write does not wait for reads of its item that have to be asked again',
    file: 'src/interpreter/middleware/batching.ts',
    from: 'return quietly(() => before(operation))',
    to: 'return undefined',
    kills: laws('a read that is left unprocessed sees no write that was asked after it'),
  },
  {
    name: 'a transaction does not wait for reads of its items',
    file: `${folder}/reading.ts`,
    from: "return operation.actions.map((one) => ({ table: one.table, item: one._tag === 'Put' ? one.item : one.key }))",
    to: 'return []',
    kills: laws('a read that is left unprocessed sees no write that was asked after it'),
    numRuns: 2000,
  },
  {
    name: 'every read of a batch is told all that the batch consumed',
    file: `${folder}/answer.ts`,
    from: 'units.set(table, 0)\n',
    to: '',
    kills: laws('reads are told that they consumed what the store says'),
  },
  {
    name: 'what a batch consumed before it was asked again is forgotten',
    file: `${folder}/answer.ts`,
    from: 'units.set(one.table, (units.get(one.table) ?? 0) + one.units)',
    to: 'units.set(one.table, 0)',
    kills: laws('reads are told that they consumed what the store says'),
  },
  {
    name: 'consistent reads go along with those that are not',
    file: `${folder}/plan.ts`,
    from: 'consistent: part.consistent,',
    to: 'consistent: false,',
    kills: laws('consistent reads stay consistent'),
  },
  {
    name: 'of two reads of a key the first one says whether it is consistent',
    file: `${folder}/plan.ts`,
    from: 'known.consistent ||= consistent\n',
    to: '',
    kills: laws('consistent reads stay consistent'),
    numRuns: 1000,
  },
  {
    name: 'a key is asked for as often as it is read',
    file: `${folder}/plan.ts`,
    from: 'const identity = keyIdentity(table, key)',
    to: 'const identity = `${group.keys.size}`',
    kills: laws('reads of one moment are as few requests as can be'),
  },
  {
    name: 'a request has half as many keys as it may',
    file: `${folder}/plan.ts`,
    from: 'chunksOf(maxBatchKeys)(asked)',
    to: 'chunksOf(maxBatchKeys / 2)(asked)',
    kills: laws('reads of one moment are as few requests as can be'),
  },
  {
    name: 'a read that is alone in its batch drops its projection',
    file: `${folder}/answer.ts`,
    from: '...(alike && projection !== undefined ? { projection } : {}),',
    to: '',
    kills: ['an interpreter agrees with memory > operations are answered as in memory, and leave the same items'],
  },
  {
    name: 'reads are sent before their task is run',
    file: 'src/interpreter/middleware/batching.ts',
    from: `    () =>
      abortable(signal)(() => answer(operation)) as`,
    to: `    ((asked: unknown) => () =>
      asked)(abortable(signal)(() => answer(operation))) as unknown as () =>`,
    kills: ['a transparent middleware > nothing is asked before a task is run'],
  },
]
