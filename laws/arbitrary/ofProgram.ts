/** Programs on a model's table. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { AnySource } from '../../src/model/Source'
import type { Program } from '../../src/program/Program'
import type { AnyError } from '../../src/program/showError'
import * as W from '../../src/program/Write'
import { showItem } from '../../src/value/show'
import { ofAnyModel } from './model'
import { arbitraryKey, type OverridesOf } from './ofModel'
import type { Given } from './overrides'
import { ofSource, reading, type Step, type Tabled, together, writesOf } from './programStep'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What a step of a program answers. */
export type Answer = E.Either<AnyError, unknown>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The simplest two of some keys, and one that is not. */
const fewKeys = (model: Tabled, overrides: Given | undefined): ReadonlyArray<unknown> => {
  const some = fc.sample(arbitraryKey<Tabled>(model, overrides as never), { numRuns: 50, seed: 1 })
  const distinct = [...new Map(some.map((key) => [fc.stringify(key), key]))].sort(([x], [y]) => x.length - y.length)
  const all = distinct.map(([, key]) => key)
  return all.filter((_, i) => i < 2 || i === Math.floor(all.length / 2))
}

/** The steps one after another, whatever they answer; a failed one does not end the program. */
const programOf = (steps: ReadonlyArray<Step>): Program<never, ReadonlyArray<Answer>> => {
  const program: Program<never, ReadonlyArray<Answer>> = (interpreter) => async () => {
    const answers: Array<Answer> = []
    for (const step of steps) answers.push(await step.program(interpreter)())
    return E.right(answers)
  }
  const text = () => `\n${steps.map((step, i) => `${String(i + 1).padStart(3)}. ${step.text}`).join('\n')}\n`
  return Object.defineProperty(program, fc.toStringMethod, { value: text, enumerable: false })
}

/**
 * Programs on a model's table, which has to be there (`Table.bind`): up to ten puts, saves, updates, deletes, some with
 * conditions, finds, queries and scans of the table and its indexes, pages, batches and transactions, over three keys, so that
 * they meet. They answer what each step answers, and go on after one that fails. They shrink to the steps that matter, and
 * fast-check prints them as text.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { arbitraryProgram } from 'bloop-ts/laws'
 * import { inMemory } from 'bloop-ts/memory'
 * import { compose } from 'bloop-ts/middleware'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, age: A.optional(A.integer) },
 *   key: { partition: 'id' },
 * })
 * await fc.assert(
 *   fc.asyncProperty(arbitraryProgram(User), async (program) => {
 *     const [store, other] = [inMemory(), inMemory()]
 *     await T.bind(User)(store)()
 *     await T.bind(User)(other)()
 *     assert.deepStrictEqual(await program(compose()(store))(), await program(other)())
 *   }),
 * )
 * ```
 */
export const arbitraryProgram = <X extends Tabled>(
  model: X,
  overrides?: OverridesOf<X>,
): fc.Arbitrary<Program<never, ReadonlyArray<Answer>>> => {
  const own = overrides as Given | undefined
  const keys = fewKeys(model, own)
  const key = fc.constantFrom(...keys)
  const values = fc
    .tuple(ofAnyModel(model, own), key)
    .map(([a, k]): unknown => ({ ...(a as object), ...(k as object) }))
  const writes = writesOf(model, key, values, own)
  const several = fc.array(writes, { minLength: 1, maxLength: 3 })
  const [known] = fc.sample(values, { numRuns: 1, seed: 1 })
  const sources: ReadonlyArray<AnySource> = [
    model,
    ...Object.values(model.index as { readonly [name: string]: AnySource }),
  ]
  const some = fc.array(fc.tuple(values, fc.boolean()), { minLength: 1, maxLength: 4 })
  const step = fc.oneof(
    { weight: 6, arbitrary: writes.map(({ text, write }): Step => ({ text, program: W.run(write) })) },
    {
      weight: 1,
      arbitrary: several.map(
        (all): Step => ({
          text: together('transact', all),
          program: W.transact(W.sequence(all.map(({ write }) => write))),
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: some.map((all): Step => {
        const writing = all.map(([a, isPut]) => (isPut ? W.put(model)(a) : W.delete(model)(a as never)))
        const texts = all.map(([a, isPut]) => ({
          text: `${isPut ? 'put' : 'delete'} ${showItem(isPut ? model.encode(a as never) : model.encodeKey(a as never))}`,
        }))
        return { text: together('batch', texts), program: W.batch(W.sequence(writing)) }
      }),
    },
    { weight: 2, arbitrary: fc.oneof(...reading(keys, model)) },
    { weight: 3, arbitrary: fc.oneof(...sources.flatMap((source) => ofSource(source, known, own))) },
  )
  return fc.array(step, { maxLength: 10 }).map(programOf)
}
