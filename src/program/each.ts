/** Loops over programs: in order or side by side, without recursion, and stack-safe for any number. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'

/** One after the other; the first failure ends it. */
export const inOrder =
  <A, E, B>(f: (a: A) => TaskEither<E, B>) =>
  (as: ReadonlyArray<A>): TaskEither<E, ReadonlyArray<B>> =>
  async () => {
    const bs: Array<B> = []
    for (const a of as) {
      const b = await f(a)()
      if (E.isLeft(b)) return b
      bs.push(b.right)
    }
    return E.right(bs)
  }

/**
 * At most `width` at a time, what each gave in the order asked; after the first that `ends` nothing new is begun, and what
 * was not begun gives `undefined`.
 */
export const settle = async <A, B>(
  width: number,
  as: ReadonlyArray<A>,
  f: (a: A) => Promise<B>,
  ends: (b: B) => boolean,
): Promise<ReadonlyArray<B | undefined>> => {
  const bs = new Array<B | undefined>(as.length).fill(undefined)
  let next = 0
  let ended = false
  const work = async (): Promise<void> => {
    while (next < as.length && !ended) {
      const index = next++
      const b = await f(as[index] as A)
      bs[index] = b
      ended ||= ends(b)
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, as.length) }, work))
  return bs
}

/** At most `width` at a time, answers in the order asked; after the first failure nothing new is begun. */
export const sideBySide =
  (width: number) =>
  <A, E, B>(f: (a: A) => TaskEither<E, B>) =>
  (as: ReadonlyArray<A>): TaskEither<E, ReadonlyArray<B>> =>
  async () => {
    const bs: Array<B> = []
    for (const b of await settle(width, as, (a) => f(a)(), E.isLeft)) {
      if (b !== undefined && E.isLeft(b)) return b
      if (b !== undefined) bs.push(b.right)
    }
    return E.right(bs)
  }

/** Slices of at most `size` elements, in order. */
export const chunksOf =
  (size: number) =>
  <A>(as: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
    Array.from({ length: Math.ceil(as.length / size) }, (_, i) => as.slice(i * size, (i + 1) * size))
