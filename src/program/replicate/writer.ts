/** Writer: what brings changes of items to the target. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Context } from './context'
import type { PoisonCause, ReplicateError } from './errors'
import type { Change } from './rules'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What became of changes. */
export interface Applied {
  readonly stale: number
  readonly poisoned: number
}

/** Brings changes of different items to the target; all of them, or it fails. Changes of one item wait for one another. */
export type Writer<P> = (changes: ReadonlyArray<Change>) => Promise<Either<ReplicateError<P>, Applied>>

/** What became of a call: what is done of it, and what is left, since one of that is refused for what it is. */
export interface Tried {
  readonly done: Applied
  readonly refused?: { readonly left: ReadonlyArray<Change>; readonly cause: PoisonCause }
}

/** At most so many calls at once, whoever makes them. */
export interface Gate {
  readonly within: <A>(call: () => Promise<A>) => Promise<A>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A gate of so many places; who waits longest is next. */
export const gate = (places: number): Gate => {
  const waiting: Array<() => void> = []
  let free = places
  return {
    within: async (call) => {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await call()
      } finally {
        const next = waiting.shift()
        if (next === undefined) free++
        else next()
      }
    },
  }
}

/** What was done of two parts. */
export const add = (x: Applied, y: Applied): Applied => ({
  stale: x.stale + y.stale,
  poisoned: x.poisoned + y.poisoned,
})
/** Nothing was left out. */
export const allApplied: Applied = { stale: 0, poisoned: 0 }

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Gives away a change that is refused for what it is. */
export const poisoned = async <P>(
  { rules: { table }, poison }: Pick<Context<P>, 'rules' | 'poison'>,
  { key, item, sequenceNumber }: Change,
  cause: PoisonCause,
): Promise<Either<ReplicateError<P>, Applied>> => {
  const taken = await poison({
    _tag: 'PoisonItem',
    table,
    key,
    ...(item === undefined ? {} : { item }),
    ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
    cause,
  })
  return E.isLeft(taken) ? taken : E.right({ stale: 0, poisoned: 1 })
}

/** Tries changes, and in halves where one of them is refused for what it is, down to that one. */
export const inHalves =
  <P>(
    context: Pick<Context<P>, 'rules' | 'poison'>,
    attempt: (changes: ReadonlyArray<Change>) => Promise<Either<ReplicateError<P>, Tried>>,
  ) =>
  async (changes: ReadonlyArray<Change>): Promise<Either<ReplicateError<P>, Applied>> => {
    const parts = [changes]
    let done = allApplied
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      const tried = await attempt(part)
      if (E.isLeft(tried)) return tried
      done = add(done, tried.right.done)
      if (tried.right.refused === undefined) continue
      const { left, cause } = tried.right.refused
      const [only] = left
      if (left.length > 1 || only === undefined) {
        const half = Math.ceil(left.length / 2)
        parts.push(left.slice(half), left.slice(0, half))
        continue
      }
      const taken = await poisoned(context, only, cause)
      if (E.isLeft(taken)) return taken
      done = add(done, taken.right)
    }
    return E.right(done)
  }

/** All calls side by side, as the gate lets them; after the first failure nothing new is begun. */
export const allCalls = async <P, A>(
  { within }: Gate,
  calls: ReadonlyArray<A>,
  call: (a: A) => Promise<Either<ReplicateError<P>, Applied>>,
): Promise<Either<ReplicateError<P>, Applied>> => {
  let failure: Either<ReplicateError<P>, never> | undefined
  let done = allApplied
  const one = async (a: A): Promise<void> => {
    await within(async () => {
      if (failure !== undefined) return
      const applied = await call(a)
      if (E.isLeft(applied)) failure ??= applied
      else done = add(done, applied.right)
    })
  }
  await Promise.all(calls.map(one))
  return failure ?? E.right(done)
}
