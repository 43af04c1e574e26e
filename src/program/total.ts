/**
 * total: any interpreter, made to keep its word. One that breaks its laws (that throws, rejects, or answers what is
 * no answer) gives a typed error too: programs never throw or reject, whoever interprets them.
 */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Mismatch } from '../value/Mismatch'
import { isSetting, isTableSettings } from '../value/settingGuards'
import type { InvalidAnswer, ServiceFailed } from './errors'
import type { Interpreter } from './Interpreter'
import { invalidAnswer } from './invalidAnswer'
import type { BatchGot, BatchWritten, ErrorOf, Operation, OperationName, OutputOf } from './Operation'
import { quietly, thrownText } from './quietly'
import { checkedGot, checkedWritten } from './remaining'

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
const isOptionalText: Shape = (u) => u === undefined || isText(u)
const anything: Shape = () => true

const listOf =
  (shape: Shape): Shape =>
  (u) => {
    if (!Array.isArray(u)) return false
    // Not by `every`, which leaves out what a list has holes for.
    for (const one of u) if (!shape(one)) return false
    return true
  }

const record =
  (shapes: { readonly [name: string]: Shape }): Shape =>
  (u) =>
    isObject(u) && Object.keys(shapes).every((name) => shapes[name]?.(u[name]) === true)

const written = record({ attributes: isOptionalObject })
const keys = record({ table: isText, keys: listOf(isObject) })
const write: Shape = (u) =>
  isObject(u) && isText(u.table) && ((u._tag === 'Put' && isObject(u.item)) || (u._tag === 'Delete' && isObject(u.key)))
const page = record({ items: listOf(isObject), count: isCount, scanned: isCount, next: isOptionalObject })
const isOneOf =
  (...values: ReadonlyArray<unknown>): Shape =>
  (u) =>
    values.includes(u)
const isBoolean = isOneOf(true, false)
const keyAttributes = listOf(record({ name: isText, type: isOneOf('S', 'N', 'B') }))
const key = record({
  partition: (u) => keyAttributes(u) && (u as ReadonlyArray<unknown>).length > 0,
  sort: keyAttributes,
})
const index = record({
  name: isText,
  kind: isOneOf('global', 'local'),
  key,
  projection: (u) => u === 'all' || u === 'keys' || listOf(isText)(u),
})
const schema = record({ name: isText, key, indexes: listOf(index) })
const pending = record({ name: isText, status: isText, backfilling: isBoolean })
const description = record({
  schema,
  settings: isTableSettings,
  status: isText,
  pending: listOf(pending),
  itemCount: isCount,
  latestStream: isOptionalText,
})
const switched = record({ enabled: isBoolean })
const shard = record({ id: isText, parent: isOptionalText, starting: isOptionalText, ending: isOptionalText })

// A page has up to 1,000 of them: in one pass, without a closure for each field.
const streamRecord: Shape = (u) =>
  isObject(u) &&
  (u.event === 'INSERT' || u.event === 'MODIFY' || u.event === 'REMOVE') &&
  typeof u.sequenceNumber === 'string' &&
  (u.at === undefined || Number.isFinite(u.at)) &&
  isObject(u.keys) &&
  isOptionalObject(u.oldImage) &&
  isOptionalObject(u.newImage) &&
  typeof u.byTimeToLive === 'boolean'

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
  DescribeTimeToLive: record({ status: isText, attribute: isOptionalText }),
  UpdateTimeToLive: anything,
  DescribeContinuousBackups: switched,
  UpdateContinuousBackups: switched,
  ListTagsOfResource: record({ tags: isSetting.tags }),
  TagResource: anything,
  UntagResource: anything,
  DescribeStream: record({
    status: isOneOf('ENABLING', 'ENABLED', 'DISABLING', 'DISABLED'),
    view: isOneOf('keys', 'new', 'old', 'newAndOld'),
    shards: listOf(shard),
    next: isOptionalText,
  }),
  GetShardIterator: record({ iterator: isText }),
  GetRecords: record({ records: listOf(streamRecord), next: isOptionalText }),
}

// The errors that programs look into; any other is handed on as it is.
const errors: { readonly [tag: string]: Shape } = {
  TransactionCanceled: record({
    reasons: listOf(record({ code: isText, message: isOptionalText, item: isOptionalObject })),
  }),
  ConditionFailed: record({ item: isOptionalObject }),
}

const isError: Shape = (u) =>
  isObject(u) && isText(u._tag) && (!Object.hasOwn(errors, u._tag as string) || errors[u._tag as string]?.(u) === true)

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
    message: quietly(() => error instanceof Error) === true ? thrownText(error) : 'the interpreter threw or rejected',
  })

// A batch is answered of what it asked, and of nothing else.
const ofAsked = (operation: Operation, output: unknown): Either<Mismatch, unknown> => {
  switch (operation._tag) {
    case 'BatchGetItem':
      return checkedGot(operation.tables)(output as BatchGot)
    case 'BatchWriteItem':
      return checkedWritten(operation.writes)(output as BatchWritten)
    default:
      return E.right(output)
  }
}

const checkedOutput = (operation: Operation, output: unknown): Either<InvalidAnswer, unknown> => {
  if (!shapes[operation._tag](output)) return noAnswer(operation, output)
  // What cannot be compared with what was asked, since one of them holds no values, is no answer to it.
  const found = quietly(() => ofAsked(operation, output))
  if (found === undefined) return noAnswer(operation, output)
  return E.mapLeft(({ expected, actual, path }: Mismatch) => invalidAnswer(operation._tag, expected, actual, path))(
    found,
  )
}

const checked = (operation: Operation, answer: unknown): Either<unknown, unknown> => {
  if (!isObject(answer)) return noAnswer(operation, answer)
  if (answer._tag === 'Left') return isError(answer.left) ? E.left(answer.left) : noAnswer(operation, answer.left)
  return answer._tag === 'Right' ? checkedOutput(operation, answer.right) : noAnswer(operation, answer)
}

/**
 * The interpreter, made total: it answers with its own answer where that is one, and never throws or rejects. What a batch
 * leaves unprocessed is answered as it was asked.
 */
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
