/** Progress: how far it is, table by table, as events tell, and as one line. */
import type { Replicate } from 'bloop-ts'
import { amount, counted } from '../tour/text'

interface TableProgress {
  readonly phase: Replicate.Phase
  /** Items that were copied, or looked through. */
  readonly items: number
  /** How many there were when it began, as its store says, which may be hours old. */
  readonly of: number
  readonly records: number
  readonly stale: number
  readonly perSecond: number
  readonly lag: number | undefined
  readonly problem: string | undefined
}

export interface Progress {
  readonly [table: string]: TableProgress
}

const begin: TableProgress = {
  phase: 'copying',
  items: 0,
  of: 0,
  records: 0,
  stale: 0,
  perSecond: 0,
  lag: undefined,
  problem: undefined,
}

/** The progress before anything was done, of tables with so many items. */
export const begun = (items: { readonly [table: string]: number }): Progress =>
  Object.fromEntries(Object.entries(items).map(([table, of]) => [table, { ...begin, of }]))

const changed = (
  before: TableProgress,
  event: Replicate.ReplicateEvent,
  show: (error: Replicate.ReplicateError) => string,
): TableProgress => {
  switch (event._tag) {
    case 'PhaseBegan':
      return { ...before, phase: event.phase, items: 0, perSecond: 0 }
    case 'Copied':
    case 'Removed':
      return { ...before, items: event.items, perSecond: event.perSecond, problem: undefined }
    case 'Applied':
      return {
        ...before,
        records: before.records + event.records,
        stale: before.stale + event.stale,
        perSecond: event.perSecond,
        lag: event.lag,
        problem: undefined,
      }
    case 'Retried':
      return { ...before, problem: show(event.error) }
    case 'GapFound':
      return { ...before, problem: `records may be lost (${event.gap.reason}): it is copied anew` }
    default:
      return before
  }
}

/** The progress after an event. */
export const progressed = (
  progress: Progress,
  event: Replicate.ReplicateEvent,
  show: (error: Replicate.ReplicateError) => string,
): Progress => {
  const before = progress[event.table] ?? begin
  const after = changed(before, event, show)
  return after === before ? progress : { ...progress, [event.table]: after }
}

const cells = 24

const bar = (done: number, of: number): string => {
  const full = Math.max(0, Math.min(cells, of === 0 ? cells : Math.round((done / of) * cells)))
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)}`
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

/** One table, as a line. */
const showTable = (
  table: string,
  { phase, items, of, records, stale, perSecond, lag, problem }: TableProgress,
): string => {
  const rate = perSecond === 0 ? '' : `, ${amount(perSecond)} a second`
  const late = lag === undefined ? '' : `, ${seconds(lag)} behind`
  const left = stale === 0 ? '' : `, ${amount(stale)} stale`
  const trouble = problem === undefined ? '' : ` · ${problem}`
  return phase === 'following'
    ? `${table}  following   ${counted(records, 'record')}${left}${rate}${late}${trouble}`
    : `${table}  ${phase.padEnd(10)}  ${bar(items, of)}  ${amount(items)} of ${amount(Math.max(of, items))}${rate}${trouble}`
}

/** All tables, as lines. */
export const showProgress = (progress: Progress): ReadonlyArray<string> =>
  Object.entries(progress).map(([table, one]) => showTable(table, one))

/** What was done, as lines. */
export const showReplicated = ({ tables }: Replicate.Replicated): ReadonlyArray<string> =>
  tables.map(
    ({ table, copied, removed, records, stale, poisoned, gaps }) =>
      `${table}: ${counted(copied, 'item')} copied, ${counted(records, 'record')} followed${[
        removed === 0 ? '' : `, ${amount(removed)} removed`,
        stale === 0 ? '' : `, ${amount(stale)} stale`,
        poisoned === 0 ? '' : `, ${amount(poisoned)} poison`,
        gaps === 0 ? '' : `, ${counted(gaps, 'gap')}`,
      ].join('')}`,
  )

/** What came of a comparison, as lines. */
export const showVerified = ({ items, differences, listed }: Replicate.Verified): ReadonlyArray<string> => [
  differences === 0
    ? `both sides are the same: ${counted(items, 'item')}`
    : `${counted(differences, 'difference')} in ${counted(items, 'item')}`,
  ...listed.map((difference) => {
    const key = JSON.stringify(difference.key)
    return difference._tag === 'Different'
      ? `  ${difference.table} ${key}: ${difference.attributes.join(', ')}`
      : `  ${difference.table} ${key}: ${difference._tag === 'Missing' ? 'only at the source' : 'only at the target'}`
  }),
]
