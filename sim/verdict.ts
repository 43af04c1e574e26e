/** Verdict: what came of one seed, and of many. */
import { type Counts, Monoid as Faults } from './faults'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What must not be. All are counts. */
export const defects = [
  /** Changes that nobody was given, and no gap told of. */
  'lost',
  /** Given again, though saved as done, or taken by the same process before. */
  'duplicated_beyond_at_least_once',
  /** Changes of one item in another order than they were made. */
  'out_of_order',
  /** Items that differ at the two sides in the end. */
  'diverged',
  /** Records of changes that there never were. */
  'invented',
  /** Gaps where nothing can have been lost. */
  'spurious_gaps',
  /** Ends that are no graceful ones, and with no error that the faults explain. */
  'failed',
] as const

/** A kind of defect. */
export type Defect = (typeof defects)[number]

/** What came of it. */
export interface Verdict {
  readonly seeds: number
  /** Changes that there were to deliver or to replicate. */
  readonly records: number
  readonly defects: { readonly [D in Defect]: number }
  readonly faults: Counts
  /** At which awaits processes died. */
  readonly crashes: { readonly [kind: string]: number }
  readonly events: number
  /** The first seeds that have a defect, and what it is. */
  readonly failing: ReadonlyArray<{ readonly seed: number; readonly what: string }>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** No defects. */
export const flawless: Verdict['defects'] = Object.fromEntries(
  defects.map((defect) => [defect, 0]),
) as Verdict['defects']

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Whether there is no defect. */
export const isSound = (verdict: Verdict): boolean => defects.every((defect) => verdict.defects[defect] === 0)

/** A verdict as it is printed: one line of JSON. */
export const show = ({ seeds, records, defects: found, ...others }: Verdict): string =>
  JSON.stringify({ seeds, records, ...found, ...others })

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** How many failing seeds are listed. */
const listed = 20

const sum = (x: { readonly [name: string]: number }, y: { readonly [name: string]: number }) => {
  const all = { ...x }
  for (const [name, count] of Object.entries(y)) all[name] = (all[name] ?? 0) + count
  return all
}

/** The monoid of verdicts. */
export const Monoid = {
  concat: (x: Verdict, y: Verdict): Verdict => ({
    seeds: x.seeds + y.seeds,
    records: x.records + y.records,
    defects: sum(x.defects, y.defects) as Verdict['defects'],
    faults: Faults.concat(x.faults, y.faults),
    crashes: sum(x.crashes, y.crashes),
    events: x.events + y.events,
    failing: [...x.failing, ...y.failing].slice(0, listed),
  }),
  empty: {
    seeds: 0,
    records: 0,
    defects: flawless,
    faults: Faults.empty,
    crashes: {},
    events: 0,
    failing: [],
  } as Verdict,
}
