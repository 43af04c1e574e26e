/** inMemory: a checkpoint that is kept as long as the process lives. */
import * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import type { Checkpoint, Claim } from './Checkpoint'
import { textOf } from './json'

/**
 * A checkpoint in memory: nothing is saved in it at first. Those who are given the same one share it.
 *
 * @example
 * ```ts
 * import { Checkpoint } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const [checkpoint, store] = [Checkpoint.inMemory(), inMemory()]
 * const one = await checkpoint.claim(store)()
 * const other = await checkpoint.claim(store)()
 * assert.ok(E.isRight(one) && E.isRight(other))
 * assert.deepStrictEqual(await checkpoint.save(one.right, { page: 7 })(store)(), E.left({ _tag: 'CheckpointLost' }))
 * assert.ok(E.isRight(await checkpoint.save(other.right, { page: 8 })(store)()))
 * const next = await checkpoint.claim(store)()
 * assert.deepStrictEqual(E.isRight(next) && next.right.value, { page: 8 })
 * ```
 */
export const inMemory = (): Checkpoint => {
  let version = 0
  // As text, so that nobody changes it from outside.
  let saved: string | undefined
  const current = (): Claim => (saved === undefined ? { version } : { version, value: JSON.parse(saved) as Json })
  return {
    claim: () => async () => {
      version++
      return E.right(current())
    },
    save: (claim, value) => () => async () => {
      if (claim.version !== version) return E.left({ _tag: 'CheckpointLost' })
      const text = textOf(value)
      if (E.isLeft(text)) return text
      version++
      saved = text.right
      return E.right(current())
    },
  }
}
