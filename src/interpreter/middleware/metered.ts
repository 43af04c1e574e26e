/** Asking what operations consume, where their caller does not ask. */
import * as E from 'fp-ts/Either'
import type { Interpreter } from '../../program/Interpreter'
import type { ConsumedCapacity, Operation, OperationName } from '../../program/Operation'
import { isOperation, total } from '../../program/total'
import type { AnyAnswer } from './tapped'

/** Which operations consume capacity of tables. */
const metered: { readonly [K in OperationName]: boolean } = {
  GetItem: true,
  PutItem: true,
  UpdateItem: true,
  DeleteItem: true,
  BatchGetItem: true,
  BatchWriteItem: true,
  TransactGetItems: true,
  TransactWriteItems: true,
  Query: true,
  Scan: true,
  CreateTable: false,
  DescribeTable: false,
  UpdateTable: false,
  DeleteTable: false,
  DescribeTimeToLive: false,
  UpdateTimeToLive: false,
  DescribeContinuousBackups: false,
  UpdateContinuousBackups: false,
  ListTagsOfResource: false,
  TagResource: false,
  UntagResource: false,
  // Reads of a stream consume none of its table.
  DescribeStream: false,
  GetShardIterator: false,
  GetRecords: false,
}

// Whether an operation is to be asked what it consumes. What is no operation, whatever its type says, is not.
const isSilent = (operation: Operation): boolean =>
  isOperation(operation) &&
  metered[operation._tag] &&
  !('returnConsumed' in operation && operation.returnConsumed === true)

/** What an answer says was consumed; nothing where it does not say. */
export const consumedOf = (answer: AnyAnswer): ReadonlyArray<ConsumedCapacity> =>
  E.isRight(answer) && 'consumed' in answer.right ? (answer.right.consumed ?? []) : []

/** An output that does not say what was consumed. */
export const withoutConsumed = <A extends object>(output: A): A => {
  const { consumed: _, ...rest } = output as A & { readonly consumed?: unknown }
  return rest as unknown as A
}

/**
 * An interpreter that is also asked what an operation consumes, and tells it to `told`; its caller gets it only where it
 * asked itself. Total.
 */
export const asking =
  (interpreter: Interpreter, told: (answer: AnyAnswer, operation: Operation) => void): Interpreter =>
  (operation) =>
  async () => {
    const asks = isSilent(operation)
    const answer = await total(interpreter)(asks ? { ...operation, returnConsumed: true } : operation)()
    told(answer, operation)
    return asks && E.isRight(answer) && 'consumed' in answer.right ? E.right(withoutConsumed(answer.right)) : answer
  }
