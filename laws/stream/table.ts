/** The table that the laws of streams make anew for each run, and what they write to it. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import * as A from '../../src/codec'
import * as M from '../../src/model'
import type { Interpreter } from '../../src/program/Interpreter'
import * as T from '../../src/program/Table'
import * as W from '../../src/program/Write'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The model of the table's items: `version` counts the writes of all runs' items. */
export const thing = (table: string) =>
  M.model({
    name: 'Thing',
    table,
    attributes: { id: A.string, version: A.integer },
    key: { partition: 'id' },
    stream: 'newAndOld',
  })

/** The model. */
export type ThingModel = ReturnType<typeof thing>

/** What a run does: writes an item, deletes it, or disturbs the stream, where there is something that does. */
export type Act =
  | { readonly _tag: 'Put'; readonly id: string }
  | { readonly _tag: 'Delete'; readonly id: string }
  | { readonly _tag: 'Disturb' }

const id = fc.integer({ min: 1, max: 6 }).map((n) => `thing ${n}`)

/** What is done in a run. */
export const acts: fc.Arbitrary<ReadonlyArray<Act>> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: id.map((name): Act => ({ _tag: 'Put', id: name })) },
    { weight: 2, arbitrary: id.map((name): Act => ({ _tag: 'Delete', id: name })) },
    { weight: 1, arbitrary: fc.constant<Act>({ _tag: 'Disturb' }) },
  ),
  { maxLength: 14 },
)

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const readyWithinMs = 60_000

const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + readyWithinMs
  for (let looks = 0; !(await isSo()); looks++) {
    if (Date.now() > deadline) throw new Error(`${what} within ${readyWithinMs} ms`)
    if (looks > 0) await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** What is right; anything else is a fault of the store that has nothing to do with the law. */
export const expectRight = <Err, X>(what: string, answer: E.Either<Err, X>): X => {
  if (E.isLeft(answer)) throw new Error(`${what}: ${JSON.stringify(answer.left)}`)
  return answer.right
}

const isOn = async (interpreter: Interpreter, table: string): Promise<boolean> => {
  const { latestStream: stream } = expectRight('the table is described', await T.describe(table)(interpreter)())
  if (stream === undefined) return false
  const described = await interpreter({ _tag: 'DescribeStream', table, stream })()
  return E.isRight(described) && described.right.status === 'ENABLED'
}

/** The table, made anew, with a stream that is on. */
export const madeAnew = async (interpreter: Interpreter, model: ThingModel): Promise<void> => {
  const table = model.schema.name
  await until(`the table ${table} is not deleted`, async () => {
    const deleted = await T.delete(table)(interpreter)()
    return E.isLeft(deleted) && deleted.left._tag === 'TableNotFound'
  })
  expectRight('the table is made', await T.bind(model)(interpreter)())
  await until(`the stream of ${table} is not on`, () => isOn(interpreter, table))
}

/** Does it, one after another; `version` is the number of the act. */
export const done = async (
  interpreter: Interpreter,
  model: ThingModel,
  list: ReadonlyArray<Act>,
  disturb: (table: string) => void | Promise<void>,
): Promise<void> => {
  for (const [version, act] of list.entries()) {
    switch (act._tag) {
      case 'Put':
        expectRight('it is put', await W.run(W.put(model)({ id: act.id, version }))(interpreter)())
        break
      case 'Delete':
        expectRight('it is deleted', await W.run(W.delete(model)({ id: act.id }))(interpreter)())
        break
      case 'Disturb':
        await disturb(model.schema.name)
        break
    }
  }
}
