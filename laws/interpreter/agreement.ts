/** Agreement: operations answer as they do in memory, one after another, and leave the same items behind. */
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { items as itemsOf } from '../../src/interpreter/memory/state'
import type { Operation } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import type { TableSchema } from '../../src/value/TableSchema'
import { operations } from '../arbitrary/operation'
import { type Law, property } from '../law'
import { answerText, bagText, walkText } from './meaning'
import { showOperations } from './show'
import { ask, contents, expectRight, reset, type Store, walk } from './store'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * A case in which the interpreter under test is known to answer otherwise than DynamoDB. Operations that it applies to are
 * not asked. `before` is what the table holds, and `expected` the answer of memory, as the failure of a law prints it.
 *
 * @example
 * ```ts
 * import type { KnownDifference } from 'bloop-ts/laws'
 *
 * export const noTransactions: KnownDifference = {
 *   name: 'the emulator has no transactions',
 *   applies: ({ operation }) => operation._tag === 'TransactWriteItems' || operation._tag === 'TransactGetItems',
 * }
 * ```
 */
export interface KnownDifference {
  readonly name: string
  readonly applies: (step: {
    readonly operation: Operation
    readonly before: ReadonlyArray<Item>
    readonly expected: string
  }) => boolean
}

/** What the law of agreement has to know. */
export interface AgreementOptions {
  readonly known: ReadonlyArray<KnownDifference>
  /** How long, in milliseconds, reads that are not consistent may be behind. */
  readonly patience: number
  /** Whether continuous backups and tags are asked for. */
  readonly backupsAndTags: boolean
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const isPage = (operation: Operation): operation is Operation<'Query' | 'Scan'> =>
  operation._tag === 'Query' || operation._tag === 'Scan'

/** The meaning of the answer to an operation, of queries and scans of all their pages. */
export const answerOf = async (
  { interpreter, schema }: Pick<Store, 'interpreter' | 'schema'>,
  operation: Operation,
): Promise<string> =>
  isPage(operation)
    ? walkText(schema, operation, await walk(interpreter, operation))
    : answerText(operation, await ask(interpreter, operation))

const mayBeBehind = (operation: Operation): boolean =>
  isPage(operation) || operation._tag === 'GetItem'
    ? !operation.consistent
    : operation._tag === 'BatchGetItem' && operation.tables.some(({ consistent }) => !consistent)

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

const eventually = async (
  patience: number,
  operation: Operation,
  expected: string,
  again: () => Promise<string>,
): Promise<string> => {
  const deadline = Date.now() + (mayBeBehind(operation) ? patience : 0)
  for (;;) {
    const actual = await again()
    if (actual === expected || Date.now() >= deadline) return actual
    await sleep(100)
  }
}

// Tokens are remembered for ten minutes: those of one run must not be those of another.
const withToken = (nonce: string, operation: Operation): Operation =>
  operation._tag === 'TransactWriteItems' && operation.token?.length === 2
    ? { ...operation, token: `${nonce}${operation.token}` }
    : operation

const nonceOf = (): string => `${Math.random().toString(36).slice(2, 12)}-`

const failure = (done: ReadonlyArray<Operation>, what: string, expected: string, actual: string): string =>
  `${showOperations(done)}\n${what}\nexpected: ${expected}\nactual:   ${actual}`

const agreement =
  (store: () => Promise<Store>, { known, patience }: AgreementOptions) =>
  async (steps: ReadonlyArray<Operation>): Promise<string | undefined> => {
    const tested = await store()
    await reset(tested)
    const { schema, settings } = tested
    const reference = inMemory()
    await expectRight(reference, { _tag: 'CreateTable', schema, settings })
    const done: Array<Operation> = []
    const nonce = nonceOf()
    for (const step of steps) {
      const operation = withToken(nonce, step)
      const state = reference.snapshot()
      const expected = await answerOf({ interpreter: reference, schema }, operation)
      if (known.some(({ applies }) => applies({ operation, before: itemsOf(state, schema.name), expected }))) {
        reference.restore(state)
        continue
      }
      done.push(operation)
      const actual = await eventually(patience, operation, expected, () => answerOf(tested, operation))
      if (actual !== expected) return failure(done, 'the last one is answered otherwise', expected, actual)
    }
    const left = bagText(itemsOf(reference.snapshot(), schema.name))
    const found = bagText(await contents(tested))
    return left === found ? undefined : failure(done, 'they leave other items behind', left, found)
  }

/** The law that sequences of operations are answered as in memory. */
export const agreementLaw = (store: () => Promise<Store>, schema: TableSchema, options: AgreementOptions): Law =>
  property(
    'operations are answered as in memory, and leave the same items',
    operations(schema, options.backupsAndTags),
    ({ value }) => agreement(store, options)(value),
  )
