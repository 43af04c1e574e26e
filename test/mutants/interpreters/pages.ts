/** Mutants of queries and scans of an interpreter. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `queries and scans > ${name}`)

const query = 'src/interpreter/memory/query.ts'
const page = 'src/interpreter/memory/page.ts'
const place = 'src/interpreter/memory/place.ts'
const indexes = 'src/interpreter/memory/indexes.ts'

/** Faults of what a query or a scan reads. */
export const selections: ReadonlyArray<Mutant> = [
  {
    name: 'BETWEEN leaves out its upper bound',
    file: query,
    from: 'high: at(range.high).high }',
    to: 'high: at(range.high).low }',
    kills: laws('a query is a filtered and sorted scan'),
  },
  {
    name: 'a key above a value may be the value',
    file: query,
    from: 'return { low: at(range.value).high, high: all.high }',
    to: 'return { low: at(range.value).low, high: all.high }',
    kills: laws('a query is a filtered and sorted scan'),
    numRuns: 500,
  },
  {
    name: 'begins with is equals',
    file: query,
    from: 'return { low, high: pastPrefix(low) }',
    to: 'return at(range.prefix)',
    kills: laws('a query is a filtered and sorted scan'),
    numRuns: 500,
  },
  {
    name: 'numbers of a key are in the order of their texts',
    file: 'src/value/order.ts',
    from: 'return `N${numberKey((value as N).N)}`',
    to: 'return `N${String(Number((value as N).N))}`',
    kills: laws('a query is a filtered and sorted scan'),
    numRuns: 500,
  },
  {
    name: 'an index keeps the old entry after an update',
    file: indexes,
    from: 'if (before !== undefined) index = Placed.remove(index, before)',
    to: 'if (before !== undefined && entry === undefined) index = Placed.remove(index, before)',
    kills: laws('a query is a filtered and sorted scan', 'a scan of an index reads the items that have its keys'),
    numRuns: 500,
  },
  {
    name: 'an index is not told of deletions',
    file: indexes,
    from: 'if (before !== undefined) index = Placed.remove(index, before)',
    to: 'if (before !== undefined && entry !== undefined) index = Placed.remove(index, before)',
    kills: laws('a scan of an index reads the items that have its keys'),
  },
  {
    name: 'an index has items that lack its sort key',
    file: place,
    from: 'return second === undefined ? undefined : hashed(first) + first + second + place',
    to: "return hashed(first) + first + (second ?? '') + place",
    kills: laws('a scan of an index reads the items that have its keys'),
  },
  {
    name: 'of items that tie in an index one is kept',
    file: place,
    from: 'hashed(first) + first + second + place',
    to: 'hashed(first) + first + second',
    kills: laws('a scan of an index reads the items that have its keys'),
  },
]

/** Faults at the edges of pages and segments. */
export const pages: ReadonlyArray<Mutant> = [
  {
    name: 'ties are dropped at the edge of a page',
    file: page,
    from: '(placeIn(index.shape, start, place) as string)',
    to: "(placeIn(index.shape, start, '\\u00ff') as string)",
    kills: laws('pages are the same items for every limit'),
    numRuns: 500,
  },
  {
    name: 'a page begins with the last item of the one before it',
    file: page,
    from: '{ low: next(start), high }',
    to: '{ low: start, high }',
    kills: laws('pages are the same items for every limit'),
  },
  {
    name: 'a page begins one item too late',
    file: page,
    from: 'last = entry.item\n    return false',
    to: 'if (last !== undefined) return false\n    last = entry.item\n    return scanned === 1',
    kills: laws('a page evaluates at most its limit, answers at most what it evaluates, and counts what it answers'),
  },
  {
    name: 'a page that is full is the last one',
    file: page,
    from: '...(last === undefined ? {} : { next: startKey(view, last) }),',
    to: '...(last === undefined || scanned === limit ? {} : { next: startKey(view, last) }),',
    kills: laws('pages are the same items for every limit'),
  },
  {
    name: 'a page evaluates one item more than its limit',
    file: page,
    from: 'if (scanned !== limit && bytes',
    to: 'if ((limit === undefined || scanned <= limit) && bytes',
    kills: laws('a page evaluates at most its limit, answers at most what it evaluates, and counts what it answers'),
  },
  {
    name: 'the limit is counted after the filter',
    file: page,
    from: 'if (scanned !== limit && bytes',
    to: 'if (count !== limit && bytes',
    kills: laws('a page evaluates at most its limit, answers at most what it evaluates, and counts what it answers'),
  },
  {
    name: 'a page counts what it evaluates',
    file: page,
    from: '    items,\n    count,\n',
    to: '    items,\n    count: scanned,\n',
    kills: laws(
      'a filter keeps what it holds for, for every limit, and a count counts it',
      'a page evaluates at most its limit, answers at most what it evaluates, and counts what it answers',
    ),
  },
  {
    name: 'a count answers the items as well',
    file: page,
    from: "if (select === 'items') {",
    to: "if (select === 'items' || select === 'count') {",
    kills: laws('a filter keeps what it holds for, for every limit, and a count counts it'),
  },
  {
    name: 'a filter is left out where there is a limit',
    file: page,
    from: "const holds = filter._tag === 'Always' ?",
    to: "const holds = filter._tag === 'Always' || limit !== undefined ?",
    kills: laws('a filter keeps what it holds for, for every limit, and a count counts it'),
  },
  {
    name: 'backward is forward',
    file: query,
    from: "const backward = request.direction === 'backward'",
    to: "const backward = request.direction === 'backward' && request.index !== undefined",
    kills: laws('backward is forward, reversed'),
  },
  {
    name: 'a segment has the items of those after it as well',
    file: place,
    from: 'high: index + 1 === total ? pastAll : from(index + 1) }',
    to: 'high: pastAll }',
    kills: laws('segments partition a scan'),
  },
  {
    name: 'between two segments there is a gap',
    file: place,
    from: "low: index === 0 ? '' : from(index),",
    to: "low: index === 0 ? '' : from(index + 0.3),",
    kills: laws('segments partition a scan'),
  },
]
