/** Mutants of reads, queries and scans as programs. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `programs > ${name}`)

/** Faults of page loops and cursors. */
export const pages: ReadonlyArray<Mutant> = [
  {
    name: 'with a limit the loop stops after the first page',
    file: 'src/program/select/run.ts',
    from: 'if (E.isLeft(result) || result.right.next === undefined) return\n',
    to: 'if (E.isLeft(result) || result.right.next === undefined || rest.limit !== undefined) return\n',
    kills: laws('pages concatenate to the same for every limit'),
  },
  {
    name: 'a count is that of the first page',
    file: 'src/program/select/run.ts',
    from: 'answer.right.next === undefined || counted >= most',
    to: 'answer.right.next === undefined || counted >= 0',
    kills: laws('count = how many items'),
  },
  {
    name: 'a count is that of the last page',
    file: 'src/program/select/run.ts',
    from: 'counted += answer.right.count',
    to: 'counted = answer.right.count',
    kills: laws('count = how many items'),
  },
  {
    name: 'what is taken has no cursor: it ends there for good',
    file: 'src/program/select/run.ts',
    from: 'return E.right({ ...page, cursor: cursor.right })',
    to: 'return E.right({ ...page, cursor: take === undefined ? cursor.right : undefined })',
    kills: laws('take k, then what its cursor resumes, is all'),
  },
  {
    name: 'a cursor is not handed to the store: every page is the first',
    file: 'src/program/select/run.ts',
    from: '...(key === undefined ? {} : { start: key }),',
    to: '...(key === undefined ? {} : {}),',
    kills: laws('take k, then what its cursor resumes, is all', 'pages concatenate to the same for every limit'),
  },
  {
    name: 'a descending query is ascending',
    file: 'src/program/select/combinators.ts',
    from: "direction: 'backward'",
    to: "direction: 'forward'",
    kills: laws('descending is the reverse of ascending'),
  },
  {
    name: 'a query of an index asks the table',
    file: 'src/program/select/run.ts',
    from: '...(source.indexName === undefined ? {} : { index: source.indexName }),',
    to: '',
    kills: laws('an index answers the items that have its key'),
  },
  {
    name: 'an index keeps the old entry after an item was replaced',
    file: 'src/interpreter/memory/indexes.ts',
    from: 'if (before !== undefined) index = Placed.remove(index, before)',
    to: 'if (before !== undefined && entry === undefined) index = Placed.remove(index, before)',
    kills: laws('an index answers the items that have its key'),
  },
  {
    name: 'the last segment of a scan is not read',
    file: 'src/program/Scan.ts',
    from: 'const parts = segments(total)(whole)',
    to: 'const parts = segments(total)(whole).slice(0, Math.max(1, total - 1))',
    kills: laws('the segments of a parallel scan partition the scan'),
  },
  {
    name: 'every segment of a scan is the whole of it',
    file: 'src/program/Scan.ts',
    from: "from: { _tag: 'Scan', segment: { index, total } }",
    to: "from: { _tag: 'Scan', ...(index < 0 ? { segment: { index, total } } : {}) }",
    kills: laws('the segments of a parallel scan partition the scan'),
  },
  {
    name: 'numbers of a key are in the order of their texts',
    file: 'src/value/number/order.ts',
    from: 'key += 9 - Number(digit)',
    to: 'key += digit',
    kills: laws('query = sort of filter of scan'),
  },
]

/** Faults of reads by key. */
export const reads: ReadonlyArray<Mutant> = [
  {
    name: 'map of a read wraps what it answers',
    file: 'src/program/read/combinators.ts',
    from: "fromTree({ _tag: 'Mapped', of: treeOf(read), f })",
    to: "fromTree({ _tag: 'Mapped', of: treeOf(read), f: (a: A) => [f(a)] as never })",
    kills: laws(
      'reads: map of identity = identity',
      'reads: map f, map g = map of both',
      'reads: of f, ap x = map f x',
      'reads: x, ap of a = map by applying to a',
      'reads: ap is associative',
    ),
  },
  {
    name: 'a call of a batch asks for more keys than DynamoDB takes',
    file: 'src/program/read/batch.ts',
    from: 'call.gets.length < maxBatchKeys',
    to: 'call.gets.length < maxBatchKeys + 1',
    kills: laws('reads: batch = one by one'),
  },
  {
    name: 'a batch asks for a key as often as it is read',
    file: 'src/program/read/batch.ts',
    from: 'return [...distinct.values()]\n',
    to: 'return gets\n',
    kills: laws('reads: batch = one by one'),
  },
  {
    name: 'a batch answers in the order of the store',
    file: 'src/program/read/batch.ts',
    from: 'read.build(read.gets.map((get) => found.right.get(identityOf(get))))',
    to: 'read.build([...found.right.values(), ...read.gets.map(() => undefined)].slice(0, read.gets.length))',
    kills: laws('reads: batch = one by one'),
  },
  {
    name: 'a batch mixes up items of the same key in two tables',
    file: 'src/program/read/batch.ts',
    from: 'const asked = tables.get(table)',
    to: 'const asked = [...tables.values()][0]',
    kills: laws('reads: batch = one by one'),
  },
  {
    name: 'a transaction reads an item twice that is asked for twice',
    file: 'src/program/read/transact.ts',
    from: 'const distinct = [...new Map(read.gets.map((get) => [identityOf(get), get])).values()]',
    to: 'const distinct = read.gets',
    kills: laws('reads: a transaction = one by one'),
  },
  {
    name: 'a transaction answers its reads from the last to the first',
    file: 'src/program/read/transact.ts',
    from: 'items[index]',
    to: 'items[items.length - 1 - index]',
    kills: laws('reads: a transaction = one by one'),
  },
]
