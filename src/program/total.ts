/**
 * total: any interpreter, made to keep its word. One that breaks its laws (that throws, rejects, or answers what is
 * no answer) gives a typed error too: programs never throw or reject, whoever interprets them.
 */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { InvalidAnswer, ServiceFailed } from './errors'
import type { Interpreter } from './Interpreter'
import { invalidAnswer } from './invalidAnswer'
import type { ErrorOf, Operation, OperationName, OutputOf } from './Operation'

// -----------------------------------------------------------------------------
// shapes
// -----------------------------------------------------------------------------

type Shape = (u: unknown) => boolean

interface Properties {
  readonly [name: string]: unknown
}

const isObject = (u: unknown): u is Properties => typeof u === 'object' && u !== null
const isOptionalObject: Shape = (u) => u === undefined || isObject(u)
const isCount: Shape = (u) => Number.isInteger(u) && (u as number) >= 0
const isText: Shape = (u) => typeof u === 'string'
const anything: Shape = () => true

const listOf =
  (shape: Shape): Shape =>
  (u) =>
    Array.isArray(u) && u.every(shape)

const record =
  (shapes: { readonly [name: string]: Shape }): Shape =>
  (u) =>
    isObject(u) && Object.keys(shapes).every((name) => shapes[name]?.(u[name]) === true)

const written = record({ attributes: isOptionalObject })
const keys = record({ table: isText, keys: listOf(isObject) })
const write: Shape = (u) =>
  isObject(u) && isText(u.table) && ((u._tag === 'Put' && isObject(u.item)) || (u._tag === 'Delete' && isObject(u.key)))
const page = record({ items: listOf(isObject), count: isCount, scanned: isCount, next: isOptionalObject })
const key = record({ partition: listOf(isObject), sort: listOf(isObject) })
const index = record({ name: isText, kind: isText, key, projection: (u) => isText(u) || listOf(isText)(u) })
const schema = record({ name: isText, key, indexes: listOf(index) })
const pending = record({ name: isText, status: isText, backfilling: (u) => typeof u === 'boolean' })
const description = record({
  schema,
  settings: isObject,
  status: isText,
  pending: listOf(pending),
  itemCount: isCount,
})
const switched = record({ enabled: (u) => typeof u === 'boolean' })

const shapes: { readonly [K in OperationName]: Shape } = {
  GetItem: record({ item: isOptionalObject }),
  PutItem: written,
  UpdateItem: written,
  DeleteItem: written,
  BatchGetItem: record({ items: listOf(record({ table: isText, item: isObject })), unprocessed: listOf(keys) }),
  BatchWriteItem: record({ unprocessed: listOf(write) }),
  TransactGetItems: record({ items: listOf(isOptionalObject) }),
  TransactWriteItems: anything,
  Query: page,
  Scan: page,
  CreateTable: description,
  DescribeTable: description,
  UpdateTable: description,
  DeleteTable: anything,
  DescribeTimeToLive: record({ status: isText, attribute: (u) => u === undefined || isText(u) }),
  UpdateTimeToLive: anything,
  DescribeContinuousBackups: switched,
  UpdateContinuousBackups: switched,
  ListTagsOfResource: record({ tags: (u) => isObject(u) && Object.values(u).every(isText) }),
  TagResource: anything,
  UntagResource: anything,
}

/** Whether a value is the name of an operation. */
export const isOperationName = (u: unknown): u is OperationName => isText(u) && Object.hasOwn(shapes, u as string)

/** Whether a value is named as an operation is; what is in it is not looked at. */
export const isOperation = (u: unknown): u is Operation => isObject(u) && isOperationName(u._tag)

/** Whether a value has the shape of what an operation gives. */
export const isOutputOf = (operation: OperationName, u: unknown): boolean => isObject(u) && shapes[operation](u)

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const noAnswer = (operation: Operation, actual: unknown): Either<InvalidAnswer, never> =>
  E.left(invalidAnswer(operation._tag, `answer to ${operation._tag}`, actual))

const broken = (error: unknown): Either<ServiceFailed, never> =>
  E.left({
    _tag: 'ServiceFailed',
    name: 'BrokenInterpreter',
    message: error instanceof Error ? error.message : 'the interpreter threw or rejected',
  })

const checked = (operation: Operation, answer: unknown): Either<unknown, unknown> => {
  if (!isObject(answer)) return noAnswer(operation, answer)
  if (answer._tag === 'Left')
    return isObject(answer.left) && isText(answer.left._tag) ? E.left(answer.left) : noAnswer(operation, answer.left)
  return answer._tag === 'Right' && shapes[operation._tag](answer.right)
    ? E.right(answer.right)
    : noAnswer(operation, answer)
}

/** The interpreter, made total: it answers with its own answer where that is one, and never throws or rejects. */
export const total =
  (interpreter: Interpreter): Interpreter =>
  <Op extends Operation>(operation: Op): TaskEither<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>> =>
  async () => {
    try {
      return checked(operation, await interpreter(operation)()) as Either<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>>
    } catch (error) {
      return broken(error) as Either<ErrorOf<Op['_tag']>, never>
    }
  }
