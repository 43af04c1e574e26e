/** A feed over records that are all there, for the tests of what consumes feeds. */
import * as E from 'fp-ts/Either'
import type { StreamToken } from '../../../src/codec/streamToken'
import type { StreamError } from '../../../src/program/errors'
import type { StreamRecord } from '../../../src/program/operation/stream'
import type { Open } from '../../../src/program/stream/consume/consuming'
import type { Fed } from '../../../src/program/stream/Feed'
import type { Gap } from '../../../src/program/stream/Gap'
import type { Position } from '../../../src/program/stream/model'
import { onAbort } from '../../../src/program/time/onAbort'

/** A shard: its records, and gaps among them; its children begin after it. */
export interface FakeShard {
  readonly id: string
  readonly parent?: string
  readonly entries: ReadonlyArray<StreamRecord | Gap>
}

export interface FakeOptions {
  /** How many records a batch has at most. */
  readonly limit?: number
  /** Whether it waits for more at the end, until its signal fires. */
  readonly endless?: boolean
  /** Fails instead of giving the batch after so many. */
  readonly failing?: { readonly after: number; readonly error: StreamError }
}

export const stream = 'arn:aws:dynamodb:memory:000000000000:table/things/stream/1'

export const isGap = (entry: StreamRecord | Gap): entry is Gap => '_tag' in entry

/** The sequence number of the nth record. */
export const sequenceNumber = (n: number): string => `${10 ** 15 + n}00000`

/** The nth record, of an item. */
export const record = (n: number, item: string): StreamRecord => ({
  event: 'MODIFY',
  sequenceNumber: sequenceNumber(n),
  keys: { id: { S: item } },
  newImage: { id: { S: item }, n: { N: String(n) } },
  byTimeToLive: false,
})

export const gap = (shard: string): Gap => ({ _tag: 'Gap', reason: 'trimmed', stream, shard, from: 'after 1' })

/** How many entries of a shard come before a place of it: a gap is after the record before it. */
const passed = ({ entries }: FakeShard, place: string | undefined): number => {
  if (place === undefined || place === 'start') return 0
  return entries.findIndex((one) => !isGap(one) && place === `after ${one.sequenceNumber}`) + 1
}

/** Opens a feed of shards from a position: the trim horizon, or a token. */
export const fakeFeed =
  (shards: ReadonlyArray<FakeShard>, { limit = 1_000, endless = false, failing }: FakeOptions = {}) =>
  (position: Position): Open =>
  ({ signal, onEvent }) =>
  async () => {
    const places = typeof position === 'object' && 'shards' in position ? position.shards : undefined
    const byId = new Map(shards.map((shard) => [shard.id, shard]))
    const at = new Map<string, number>()
    const isDone = (shard: FakeShard): boolean => (at.get(shard.id) ?? 0) >= shard.entries.length
    const ancestors = (id: string): ReadonlyArray<string> => {
      const parent = byId.get(id)?.parent
      return parent === undefined ? [] : [...ancestors(parent), parent]
    }
    const read = new Set(Object.keys(places ?? {}).flatMap(ancestors))
    for (const shard of shards)
      at.set(shard.id, read.has(shard.id) ? shard.entries.length : passed(shard, places?.[shard.id]))

    const out = new Map<string, number>()
    let pending: FakeShard | undefined
    let batches = 0
    let wake = (): void => undefined
    let closed = false
    const isOpen = (shard: FakeShard): boolean => {
      const parent = shard.parent === undefined ? undefined : byId.get(shard.parent)
      return !isDone(shard) && (parent === undefined || (isDone(parent) && !out.has(parent.id) && isRead(parent)))
    }
    const isRead = (shard: FakeShard): boolean => isDone(shard) && !out.has(shard.id)
    const give = (): Fed | undefined => {
      const shard = shards.find((one) => isOpen(one) && !out.has(one.id))
      if (shard === undefined) return undefined
      const from = at.get(shard.id) ?? 0
      const first = shard.entries[from]
      if (first !== undefined && isGap(first)) {
        pending = shard
        onEvent?.(first)
        return first
      }
      const records: Array<StreamRecord> = []
      for (const one of shard.entries.slice(from, from + limit)) {
        if (isGap(one)) break
        records.push(one)
      }
      out.set(shard.id, records.length)
      onEvent?.({ _tag: 'Records', shard: shard.id, records: records.length })
      return { _tag: 'Batch', shard: shard.id, records }
    }
    return E.right({
      next: async () => {
        if (pending !== undefined) at.set(pending.id, (at.get(pending.id) ?? 0) + 1)
        pending = undefined
        for (;;) {
          if (signal?.aborted || closed) return E.right(undefined)
          if (failing !== undefined && batches >= failing.after) return E.left(failing.error)
          const fed = give()
          if (fed !== undefined) {
            batches++
            return E.right(fed)
          }
          if (shards.every(isRead) && !endless) return E.right(undefined)
          await new Promise<void>((resolve) => {
            const forget = onAbort(signal, () => wake())
            wake = () => {
              forget()
              resolve()
            }
          })
        }
      },
      done: (id, sequenceNumber) => {
        const shard = byId.get(id)
        const count = out.get(id)
        if (shard === undefined || count === undefined) throw new Error(`nothing is out of ${id}`)
        const from = at.get(id) ?? 0
        const to = sequenceNumber === undefined ? from + count : passed(shard, `after ${sequenceNumber}`)
        if (to < from || to > from + count) throw new Error(`${sequenceNumber} is not out of ${id}`)
        at.set(id, to)
        if (to === from + count) out.delete(id)
        else out.set(id, from + count - to)
        wake()
      },
      settled: () => true,
      token: (): StreamToken => {
        // Descendants of a shard that is not read wait for it.
        const waits = ({ id }: FakeShard) => ancestors(id).some((one) => shards.some((s) => s.id === one && !isRead(s)))
        const isLeaf = ({ id }: FakeShard) => !shards.some(({ parent }) => parent === id)
        const open = shards.filter((one) => !waits(one) && (!isRead(one) || isLeaf(one)))
        const text = (shard: FakeShard): string => {
          const before = shard.entries
            .slice(0, at.get(shard.id))
            .filter((one) => !isGap(one)) as ReadonlyArray<StreamRecord>
          const last = before[before.length - 1]
          return last === undefined ? 'start' : `after ${last.sequenceNumber}`
        }
        return {
          version: 1,
          table: 'things',
          stream,
          shards: Object.fromEntries(open.map((one) => [one.id, text(one)])),
        }
      },
      close: () => {
        closed = true
        wake()
      },
    })
  }
