/** The laws of checkpoints. */

import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import { inMemory } from '../src/interpreter/memory/inMemory'
import type { Checkpoint, Claim } from '../src/program/checkpoint/Checkpoint'
import type { Interpreter } from '../src/program/Interpreter'
import { type Laws, laws, property } from './law'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is needed besides the checkpoints. */
export interface CheckpointLawsOptions {
  /** What they are run with: a store in memory, for those that need none. */
  readonly interpreter?: Interpreter
}

/** One of a few who claim or save; `stale` takes the claim that it had before its newest one. */
type Step =
  | { readonly _tag: 'Claim'; readonly who: number }
  | { readonly _tag: 'Save'; readonly who: number; readonly value: Json; readonly stale: boolean }

/** What is true of a checkpoint: which of all claims and saves was the last, and what it left. */
interface Truth {
  readonly newest?: Claim
  readonly text?: string
}

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

// As JSON writes it: it has no negative zero.
const json: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json)

const who = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(fc.record({ _tag: fc.constant('Claim' as const), who }), {
  weight: 2,
  arbitrary: fc.record({ _tag: fc.constant('Save' as const), who, value: json, stale: fc.boolean() }),
})

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const textOf = (value: Json | undefined): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value)

const shown = (answer: E.Either<{ readonly _tag: string }, Claim>): string =>
  E.isLeft(answer) ? answer.left._tag : `${answer.right.version} ${textOf(answer.right.value)}`

/**
 * The laws of a checkpoint: claims give what was saved last, and only the newest claim or save can be saved with.
 *
 * @example
 * ```ts
 * import { Checkpoint } from 'bloop-ts'
 * import { checkpointLaws, flatten } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * for (const { laws } of flatten(checkpointLaws(async () => Checkpoint.inMemory())))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 20 })).failed, false)
 * ```
 */
export const checkpointLaws = (
  /** A checkpoint in which nothing was saved. */
  make: () => Promise<Checkpoint>,
  { interpreter = inMemory() }: CheckpointLawsOptions = {},
): Laws => {
  const claim = (checkpoint: Checkpoint) => checkpoint.claim(interpreter)()
  const save = (checkpoint: Checkpoint, from: Claim, value: Json) => checkpoint.save(from, value)(interpreter)()
  return laws('a checkpoint', [
    property(
      'claims give what was saved last, and the newest one alone saves',
      fc.array(step, { maxLength: 12 }),
      async (steps) => {
        const checkpoint = await make()
        const held = new Map<number, ReadonlyArray<Claim>>()
        let truth: Truth = {}
        for (const one of steps) {
          const own = held.get(one.who) ?? []
          const from = one._tag === 'Save' ? own[own.length - (one.stale ? 2 : 1)] : undefined
          if (one._tag === 'Save' && from === undefined) continue
          const answer =
            one._tag === 'Save' && from !== undefined
              ? await save(checkpoint, from, one.value)
              : await claim(checkpoint)
          if (one._tag === 'Save' && from !== truth.newest) {
            if (E.isRight(answer) || answer.left._tag !== 'CheckpointLost') return `not the newest: ${shown(answer)}`
            continue
          }
          const text = one._tag === 'Save' ? textOf(one.value) : truth.text
          if (E.isLeft(answer)) return `the newest: ${shown(answer)}`
          if (textOf(answer.right.value) !== text) return `${shown(answer)} instead of ${text}`
          if (answer.right.version <= (truth.newest?.version ?? -1))
            return `${answer.right.version} is no newer version`
          held.set(one.who, [...own, answer.right])
          truth = text === undefined ? { newest: answer.right } : { newest: answer.right, text }
        }
        const last = await claim(checkpoint)
        return E.isRight(last) && textOf(last.right.value) === truth.text
          ? undefined
          : `at the end: ${shown(last)} instead of ${truth.text}`
      },
    ),
    property('JSON comes back as it was saved', json, async (value) => {
      const checkpoint = await make()
      const first = await claim(checkpoint)
      if (E.isLeft(first)) return shown(first)
      const saved = await save(checkpoint, first.right, value)
      const again = await claim(checkpoint)
      return E.isRight(saved) && E.isRight(again) && textOf(again.right.value) === textOf(value)
        ? undefined
        : `${shown(saved)}, then ${shown(again)}`
    }),
    property('of those who claim at once exactly one can save', fc.integer({ min: 1, max: 4 }), async (count) => {
      const checkpoint = await make()
      const claims = await Promise.all(Array.from({ length: count }, () => claim(checkpoint)))
      const saves = await Promise.all(
        claims.map((one, i) => (E.isRight(one) ? save(checkpoint, one.right, i) : Promise.resolve(one))),
      )
      const winners = saves.filter(E.isRight)
      const lost = saves.filter((one) => E.isLeft(one) && one.left._tag === 'CheckpointLost')
      const last = await claim(checkpoint)
      return winners.length === 1 &&
        lost.length === count - 1 &&
        E.isRight(last) &&
        last.right.value === winners[0]?.right.value
        ? undefined
        : `${saves.map(shown).join(', ')}; then ${shown(last)}`
    }),
  ])
}
