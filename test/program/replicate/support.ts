import { Attribute as A, type Interpreter, Model as M, Table as T, type Timer, Write } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { onAbort } from '../../../src/program/time/onAbort'
import type { Item } from '../../../src/value/AttributeValue'

/** A note of a user; `expires` is its time to live. */
export const Note = M.model({
  name: 'Note',
  table: 'notes',
  attributes: {
    user: A.string,
    id: A.integer,
    text: A.string,
    level: A.optional(A.integer),
    expires: A.optional(A.timestamp),
  },
  key: { partition: 'user', sort: 'id' },
  stream: 'newAndOld',
  timeToLive: 'expires',
})

export type Note = M.TypeOf<typeof Note>

export const start = Date.UTC(2026, 10, 22, 10)

/** Time that passes as soon as nobody has anything else to do. */
export interface Virtual {
  readonly now: () => number
  readonly timer: Timer
  readonly advance: (milliseconds: number) => void
}

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

export const virtual = (random: () => number = () => 0.5): Virtual => {
  let time = start
  let isGoing = false
  const sleepers: Array<Sleeper> = []
  const go = (): void => {
    isGoing = sleepers.length > 0
    if (!isGoing) return
    setImmediate(() => {
      sleepers.sort((x, y) => x.until - y.until)
      const first = sleepers.shift()
      if (first !== undefined) {
        time = Math.max(time, first.until)
        first.wake()
      }
      go()
    })
  }
  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds
    },
    timer: {
      random,
      sleep: (milliseconds, signal) =>
        new Promise((resolve) => {
          if (signal?.aborted) return resolve()
          const sleeper: Sleeper = {
            until: time + milliseconds,
            wake: () => {
              forget()
              resolve()
            },
          }
          const forget = onAbort(signal, () => {
            const at = sleepers.indexOf(sleeper)
            if (at >= 0) sleepers.splice(at, 1)
            resolve()
          })
          sleepers.push(sleeper)
          if (!isGoing) go()
        }),
    },
  }
}

/** A random number generator from a seed. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const right = <E, X>(either: E.Either<E, X>): X => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

export const bindIn = async (interpreter: Interpreter, ...models: ReadonlyArray<M.AnyModel>): Promise<void> => {
  right(await T.bind(models)(interpreter)())
}

export const put = async (interpreter: Interpreter, ...notes: ReadonlyArray<Note>): Promise<void> => {
  right(await Write.batch(Write.sequence(notes.map((note) => Write.put(Note)(note))))(interpreter)())
}

export const remove = async (interpreter: Interpreter, user: string, id: number): Promise<void> => {
  right(await Write.run(Write.delete(Note)({ user, id }))(interpreter)())
}

/** All items of a table, sorted by their text. */
export const all = async (interpreter: Interpreter, table = 'notes'): Promise<ReadonlyArray<Item>> => {
  const found: Array<Item> = []
  let from: Item | undefined
  do {
    const page = right(
      await interpreter({
        _tag: 'Scan',
        table,
        filter: { _tag: 'Always' },
        consistent: true,
        select: 'items',
        ...(from === undefined ? {} : { start: from }),
      })(),
    )
    found.push(...page.items)
    from = page.next
  } while (from !== undefined)
  return found.sort((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1))
}
