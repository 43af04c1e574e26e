/**
 * Expiry: when the time to live of items is over. A table whose time to live is on keeps the places of its items in the order of
 * the times at which they expire, so that none is looked at before its time.
 */
import type { Item } from '../../value/AttributeValue'
import { lookup } from '../../value/record'
import type { Entry } from './entry'
import * as Placed from './placed'
import type { Settings } from './settings'
import * as Sorted from './sorted'
import { type State, type Table, withTable } from './state'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** No state is later, in milliseconds of the epoch: the last moment that JavaScript can write. */
export const endOfTime = 8_640_000_000_000_000

const fiveYears = 5 * 365 * 86_400_000

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/**
 * The moment at which an item expires: the first whole second after the time in its attribute, which is a number of seconds of
 * the epoch. `undefined` where it has none, or one that was over more than five years ago: such an item stays.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export const expiryOf = (attribute: string, item: Item, now: number): number | undefined => {
  const value = lookup(item, attribute)
  if (value === undefined || !('N' in value)) return undefined
  const at = (Math.floor(Number(value.N)) + 1) * 1_000
  return at > endOfTime || now - at > fiveYears ? undefined : Math.max(0, at)
}

// A time in digits, 16 of them, so that the order of texts is that of times.
const digits = (at: number): string => String(at).padStart(16, '0')

/** The first expiry of a table. One that was over when its item was written is the next moment. */
export const firstExpiry = ({ expiries }: Table, now: number): number | undefined => {
  let first: number | undefined
  if (expiries !== undefined) {
    Sorted.ascend(expiries, '', '\uffff', (_, key) => {
      first = Math.max(Number(key.slice(0, 16)), now + 1)
      return false
    })
  }
  return first
}

/** The places of the items of a table that expire up to a time. */
export const expired = ({ expiries }: Table, upTo: number): ReadonlyArray<string> => {
  const places: Array<string> = []
  if (expiries !== undefined) {
    Sorted.ascend(expiries, '', digits(upTo + 1), (place) => {
      places.push(place)
      return true
    })
  }
  return places
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const keyOf = ({ timeToLive }: Settings, entry: Entry | undefined, now: number): string | undefined => {
  if (entry === undefined || timeToLive === 'off') return undefined
  const at = expiryOf(timeToLive.attribute, entry.item, now)
  return at === undefined ? undefined : digits(at) + entry.place
}

/** The expiries after an entry took the place of another, or of none. */
export const rescheduled = (
  settings: Settings,
  expiries: Sorted.Sorted<string>,
  now: number,
  old: Entry | undefined,
  entry: Entry | undefined,
): Sorted.Sorted<string> => {
  const before = keyOf(settings, old, now)
  const after = keyOf(settings, entry, now)
  if (before === after) return expiries
  const without = before === undefined ? expiries : Sorted.remove(expiries, before)
  return after === undefined || entry === undefined ? without : Sorted.set(without, after, entry.place)
}

/** When something happens by time alone, once an entry is in a table of some settings. */
export const dueWith = ({ due, now }: State, { timeToLive }: Settings, entry: Entry | undefined): number => {
  if (timeToLive === 'off' || entry === undefined) return due
  const at = expiryOf(timeToLive.attribute, entry.item, now)
  return at === undefined ? due : Math.min(due, Math.max(at, now + 1))
}

/** The state with a table whose time to live was switched on or off: all of its items are looked at once. */
export const scheduled = (state: State, table: Table): State => {
  const { settings, items } = table
  if (settings.timeToLive === 'off') return withTable(state, { ...table, expiries: undefined })
  let expiries: Sorted.Sorted<string> = Sorted.empty
  for (const entry of Placed.values(items)) {
    expiries = rescheduled(settings, expiries, state.now, undefined, entry)
  }
  const after = { ...table, expiries }
  const due = Math.min(state.due, firstExpiry(after, state.now) ?? state.due)
  return withTable(state, after, state.sequence, due)
}
