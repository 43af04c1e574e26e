/** Models of tables that are there: of their keys, which is all that a replication needs to know. */
import { Attribute as A, type Errors, type Interpreter, Model as M, Table as T } from 'bloop-ts'
import * as E from 'fp-ts/Either'

/** A table, and about how many items it has: its store counts them every six hours. */
export interface Described {
  readonly model: M.AnyModel
  readonly items: number
}

const attributeOf = { S: A.string, N: A.decimal, B: A.binary }

/** The model of a table, as its store describes it. */
export const describe = async (
  interpreter: Interpreter,
  table: string,
): Promise<E.Either<Errors.TableReadError | M.InvalidDefinition, Described>> => {
  const described = await T.describe(table)(interpreter)()
  if (E.isLeft(described)) return described
  const { schema, itemCount } = described.right
  const [{ name: partition, type }] = schema.key.partition
  const [sort] = schema.key.sort
  const own = { name: table, table }
  const model: E.Either<M.InvalidDefinition, M.AnyModel> =
    sort === undefined
      ? M.define({ ...own, attributes: { [partition]: attributeOf[type] }, key: { partition } })
      : M.define({
          ...own,
          attributes: { [partition]: attributeOf[type], [sort.name]: attributeOf[sort.type] },
          key: { partition, sort: sort.name },
        })
  return E.map((made: M.AnyModel): Described => ({ model: made, items: itemCount }))(model)
}
