/** The laws of queries and scans. */
import * as fc from 'fast-check'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as Q from '../../src/program/Query'
import * as Scan from '../../src/program/Scan'
import type { Law } from '../law'
import { type MakeLaw, putAll, right, things } from './run'
import { arbitrary, inOrder, keyed, listOf, Thing } from './things'

const { several, p, word, limit } = arbitrary

/** What a scan finds of which something holds, in the order of the keys. */
const scanned = (holds: (thing: Thing) => boolean) =>
  pipe(
    things,
    RTE.map((found) => inOrder(found.filter(holds))),
  )

/** The laws of queries and scans. */
export const selectionLaws = (law: MakeLaw): ReadonlyArray<Law> => [
  law('query = sort of filter of scan', fc.tuple(several, p), ([all, p]) => ({
    given: putAll(all),
    left: Q.collect(Q.query(Thing, { p })),
    right: scanned((one) => one.p === p),
  })),
  law('an index answers the items that have its key', fc.tuple(several, word), ([all, word]) => ({
    given: putAll(all),
    left: pipe(Q.collect(Q.query(Thing.index.byWord, { word })), RTE.map(inOrder)),
    right: scanned((one) => one.word === word),
  })),
  law('descending is the reverse of ascending', fc.tuple(several, p), ([all, p]) => ({
    given: putAll(all),
    left: pipe(Q.query(Thing, { p }), Q.descending, Q.collect),
    right: pipe(
      Q.collect(Q.query(Thing, { p })),
      RTE.map((found) => [...found].reverse()),
    ),
  })),
  law('pages concatenate to the same for every limit', fc.tuple(several, p, limit), ([all, p, n]) => ({
    given: putAll(all),
    left: pipe(Q.query(Thing, { p }), Q.limit(n), Q.collect),
    right: Q.collect(Q.query(Thing, { p })),
  })),
  law('take k, then what its cursor resumes, is all', fc.tuple(several, p, limit), ([all, p, k]) => {
    const query = Q.query(Thing, { p })
    return {
      given: putAll(all),
      left: pipe(
        Q.page(pipe(query, Q.take(k))),
        RTE.flatMap((page) =>
          page.next === undefined
            ? RTE.right(page.items)
            : pipe(
                Q.collect(pipe(query, Q.startAt(page.next))),
                RTE.map((rest) => [...page.items, ...rest]),
              ),
        ),
      ),
      right: Q.collect(query),
    }
  }),
  law('count = how many items', fc.tuple(arbitrary.many(60), limit), ([all, n]) => ({
    given: putAll(listOf(all)),
    left: pipe(Scan.scan(Thing), Scan.limit(n), Scan.count),
    right: right(keyed(listOf(all)).length),
  })),
  law('the segments of a parallel scan partition the scan', fc.tuple(several, limit), ([all, n]) => ({
    given: putAll(all),
    left: pipe(Scan.scan(Thing), Scan.parallel(n), RTE.map(inOrder)),
    right: right(keyed(all)),
  })),
]
