/** The laws of tables on an interpreter: created, described, planned, changed and bound. */
import * as fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/Either'
import type { AnyModel } from '../src/model/AnyModel'
import type { NamedSpec } from '../src/model/contradictions'
import { differences } from '../src/model/differences'
import type { Interpreter } from '../src/program/Interpreter'
import * as T from '../src/program/Table'
import type { Patience } from '../src/program/time/Patience'
import { spec } from './arbitrary/spec'
import { type Law, type Laws, laws, property } from './law'
import { specLaws, specText } from './spec'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the laws have to know of the interpreter under test. Everything may be left out. */
export interface TableLawsOptions {
  /** The name of the table that they make and delete, over and over: `bloop-laws-tables`. */
  readonly table?: string
  /** How patient they are. */
  readonly patience?: Patience
  /** Whether they have indexes replaced: yes, where left out. DynamoDB Local cannot delete every index. */
  readonly replaceIndexes?: boolean
}

/** Programs on tables ask of a model only what it says of its table. */
const modelOf = (needed: T.TableSpec, name = 'Spec'): AnyModel =>
  ({ name, attributes: {}, ...needed }) as unknown as AnyModel

// -----------------------------------------------------------------------------
// running
// -----------------------------------------------------------------------------

const fail = (what: string, error: unknown): Error => new Error(`${what}: ${JSON.stringify(error)}`)

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** Makes sure that there is no table. */
const clear = async (interpreter: Interpreter, table: string): Promise<void> => {
  for (let look = 0; look < 600; look++) {
    const found = await T.describe(table)(interpreter)()
    if (isLeft(found)) {
      if (found.left._tag === 'TableNotFound') return
      throw fail('the table cannot be described', found.left)
    }
    if (found.right.settings.deletionProtection === true) {
      const change = { _tag: 'DeletionProtection', deletionProtection: false } as const
      await interpreter({ _tag: 'UpdateTable', table, change })()
    }
    if (found.right.status !== 'DELETING') await T.delete(table)(interpreter)()
    if (look > 0) await sleep(100)
  }
  throw new Error(`the table ${table} cannot be deleted`)
}

const bound = async (interpreter: Interpreter, needed: T.TableSpec, patience: Patience) => {
  const answer = await T.bind(modelOf(needed), patience)(interpreter)()
  if (isLeft(answer)) throw fail('it is not bound', answer.left)
  const [table] = answer.right
  if (table === undefined) throw new Error('nothing was bound')
  return table
}

/** What is known of a table, as text; the settings that a spec does not need are not looked at by everyone. */
const tableText = (table: T.ValidatedTable): string => specText(table)

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/**
 * The laws of tables on an interpreter: a table that is created is as it was asked for; a plan that is carried out leaves no difference;
 * binding twice is binding once. They make and delete a table, over and over.
 *
 * @example
 * ```ts
 * import { flatten, tableLaws } from 'bloop-ts/laws'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * for (const { laws } of flatten(tableLaws(inMemory())))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * ```
 */
export const tableLaws = (
  interpreter: Interpreter,
  { table = 'bloop-laws-tables', patience = {}, replaceIndexes = true }: TableLawsOptions = {},
): Laws => {
  const specs = spec(table)
  const law = <A>(name: string, arbitrary: fc.Arbitrary<A>, holds: (a: A) => Promise<string | undefined>): Law =>
    property(name, arbitrary, async (a) => {
      await clear(interpreter, table)
      return holds(a)
    })
  return laws(
    'tables',
    [
      law('differences of a spec from what was created from it: none', specs, async (needed) => {
        const found = await bound(interpreter, needed, patience)
        const left = [...differences(needed, found), ...found.unverified]
        return left.length === 0 ? undefined : JSON.stringify(left)
      }),
      law('bind, bind = bind; bind, validate = bind', specs, async (needed) => {
        const first = await bound(interpreter, needed, patience)
        const again = await T.plan(modelOf(needed))(interpreter)()
        if (isLeft(again)) return JSON.stringify(again.left)
        const actions = again.right.flatMap((one) => one.actions)
        if (actions.length > 0) return `left to do: ${JSON.stringify(actions)}`
        const second = await bound(interpreter, needed, patience)
        const validated = await T.validate(modelOf(needed))(interpreter)()
        if (isLeft(validated)) return JSON.stringify(validated.left)
        const [third] = validated.right
        return third !== undefined && tableText(first) === tableText(second) && tableText(second) === tableText(third)
          ? undefined
          : JSON.stringify([first, second, third])
      }),
      law('plan, then apply, leaves no difference, or does nothing', fc.tuple(specs, specs), async ([old, needed]) => {
        const before = await bound(interpreter, old, patience)
        const plan = await T.plan(modelOf(needed), { replaceIndexes })(interpreter)()
        if (isLeft(plan)) return JSON.stringify(plan.left)
        const applied = await T.apply(plan.right, patience)(interpreter)()
        if (isRight(applied)) {
          const again = await T.plan(modelOf(needed))(interpreter)()
          return isRight(again) && again.right.every((one) => one.actions.length + one.unresolved.length === 0)
            ? undefined
            : `left to do: ${JSON.stringify(again)}`
        }
        if (plan.right.every(({ unresolved }) => unresolved.length === 0)) return JSON.stringify(applied.left)
        const after = await bound(interpreter, old, patience)
        return tableText(before) === tableText(after) ? undefined : 'what cannot be done to its end was begun'
      }),
      law('apply, apply = apply', fc.tuple(specs, specs), async ([old, needed]) => {
        await bound(interpreter, old, patience)
        const plan = await T.plan(modelOf(needed), { replaceIndexes })(interpreter)()
        if (isLeft(plan)) return JSON.stringify(plan.left)
        if (plan.right.some(({ unresolved }) => unresolved.length > 0)) return undefined
        const asked: Array<string> = []
        const telling: Interpreter = (operation) => () => {
          asked.push(operation._tag)
          return interpreter(operation)()
        }
        const first = await T.apply(plan.right, patience)(interpreter)()
        const second = await T.apply(plan.right, patience)(telling)()
        const changes = asked.filter((name) => !/^(Describe|List)/.test(name))
        return isRight(first) && isRight(second) && changes.length === 0
          ? undefined
          : JSON.stringify([first, second, changes])
      }),
      law('a plan does nothing', specs, async (needed) => {
        await T.plan(modelOf(needed))(interpreter)()
        const found = await T.describe(table)(interpreter)()
        return isLeft(found) && found.left._tag === 'TableNotFound' ? undefined : JSON.stringify(found)
      }),
      law('models of one table are bound together', fc.tuple(specs, specs), async ([x, y]) => {
        const models: readonly [NamedSpec, NamedSpec] = [
          { name: 'one', ...x },
          { name: 'two', ...y },
        ]
        const answer = await T.bind([modelOf(x, 'one'), modelOf(y, 'two')], patience)(interpreter)()
        if (isLeft(T.merge(...models)))
          return isLeft(answer) && answer.left._tag === 'ModelsContradict' ? undefined : JSON.stringify(answer)
        if (isLeft(answer)) return JSON.stringify(answer.left)
        const each = [await T.validate(modelOf(x))(interpreter)(), await T.validate(modelOf(y))(interpreter)()]
        return each.every(isRight) ? undefined : JSON.stringify(each)
      }),
    ],
    [specLaws],
  )
}
