/** The interpreter under test, with its one table: made once, and cleared before each run. */
import { type Either, isLeft, isRight, left, right } from 'fp-ts/Either'
import type { Interpreter } from '../../src/program/Interpreter'
import type { BatchWrite, ErrorOf, Operation, OperationName, OutputOf, Page } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import type { TableSchema } from '../../src/value/TableSchema'
import type { TableSettings } from '../../src/value/TableSettings'
import { errorText, itemText, schemaText, type Walk } from './meaning'
import { showOperation } from './show'
import { keyOf } from './table'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An interpreter that has the table. */
export interface Store {
  readonly interpreter: Interpreter
  readonly schema: TableSchema
  /** What the table was found to be set to, where it was there before the laws. */
  readonly settings: TableSettings
}

/** No walk of the laws is longer: an interpreter that always says `next` is found out, not followed. */
const maxPages = 2_000

/** How long a table may be in the making. */
const readyWithinMs = 60_000
const pollMs = 500

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const always = { _tag: 'Always' } as const

/** A scan of everything. */
export const wholeTable = (table: string): Operation<'Scan'> => ({
  _tag: 'Scan',
  table,
  filter: always,
  consistent: true,
  select: 'items',
})

const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The answer to an operation. An interpreter that throws or rejects breaks the law that asks. */
export const ask = async <Op extends Operation>(
  interpreter: Interpreter,
  operation: Op,
): Promise<Either<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>>> => {
  try {
    return await interpreter(operation)()
  } catch (error) {
    throw new Error(`the interpreter threw ${String(error)}\nat ${showOperation(operation)}`)
  }
}

/** The output of an operation that cannot fail here. */
export const expectRight = async <Op extends Operation>(
  interpreter: Interpreter,
  operation: Op,
): Promise<OutputOf<Op['_tag']>> => {
  const answer = await ask(interpreter, operation)
  if (isRight(answer)) return answer.right
  const error: ErrorOf<OperationName> = answer.left
  const message = 'message' in error ? `: ${error.message}` : ''
  throw new Error(`${errorText(error)}${message}\nat ${showOperation(operation)}`)
}

/** All pages, from the one that is asked for; of a scan of a segment, all pages of all segments. */
export const walk = async (interpreter: Interpreter, operation: Operation<'Query' | 'Scan'>): Promise<Walk> => {
  const pages: Array<Page> = []
  const segment = operation._tag === 'Scan' ? operation.segment : undefined
  const total = segment?.total ?? 1
  for (let index = 0; index < Math.max(total, 1); index++) {
    let start = operation.start
    do {
      const asked: Operation<'Query' | 'Scan'> = {
        ...operation,
        ...(segment === undefined ? {} : { segment: { index: segment.index < total ? index : segment.index, total } }),
        ...(start === undefined ? {} : { start }),
      }
      const answer = await ask(interpreter, asked)
      if (isLeft(answer)) return answer
      pages.push(answer.right)
      if (pages.length > maxPages) throw new Error(`more than ${maxPages} pages\nof ${showOperation(operation)}`)
      start = answer.right.next
    } while (start !== undefined)
  }
  return right(pages)
}

/** The items that a walk through pages answers; it cannot fail here. */
export const walkItems = async (
  interpreter: Interpreter,
  operation: Operation<'Query' | 'Scan'>,
): Promise<ReadonlyArray<Item>> => {
  const pages = await walk(interpreter, operation)
  if (isLeft(pages)) throw new Error(`${errorText(pages.left)}\nat ${showOperation(operation)}`)
  return pages.right.flatMap(({ items }) => items)
}

/** Everything that is in the table. */
export const contents = ({ interpreter, schema }: Store): Promise<ReadonlyArray<Item>> =>
  walkItems(interpreter, wholeTable(schema.name))

/** Writes without conditions, as batches of up to 25. */
export const writeAll = async (interpreter: Interpreter, writes: ReadonlyArray<BatchWrite>): Promise<void> => {
  for (let i = 0; i < writes.length; i += 25) {
    let pending: ReadonlyArray<BatchWrite> = writes.slice(i, i + 25)
    for (let attempt = 0; pending.length > 0; attempt++) {
      if (attempt > 10) throw new Error(`${pending.length} writes of a batch stay unprocessed`)
      pending = (await expectRight(interpreter, { _tag: 'BatchWriteItem', writes: pending })).unprocessed
    }
  }
}

/** Takes everything out of the table, and puts items into it. */
export const reset = async (store: Store, items: ReadonlyArray<Item> = []): Promise<void> => {
  const { name: table } = store.schema
  const old = await contents(store)
  await writeAll(
    store.interpreter,
    old.map((item) => ({ _tag: 'Delete', table, key: keyOf(item) })),
  )
  const byKey = new Map(items.map((item) => [itemText(keyOf(item)), item]))
  await writeAll(
    store.interpreter,
    [...byKey.values()].map((item) => ({ _tag: 'Put', table, item })),
  )
}

const ready = async (interpreter: Interpreter, table: string): Promise<Either<string, void>> => {
  const deadline = Date.now() + readyWithinMs
  for (;;) {
    const { status } = await expectRight(interpreter, { _tag: 'DescribeTable', table })
    if (status === 'ACTIVE') return right(undefined)
    if (Date.now() > deadline) return left(`the table ${table} is ${status} after ${readyWithinMs} ms`)
    await sleep(pollMs)
  }
}

/** The store, its table made if it is not there. */
export const open = async (interpreter: Interpreter, schema: TableSchema): Promise<Store> => {
  const there = await ask(interpreter, { _tag: 'DescribeTable', table: schema.name })
  if (isLeft(there)) await expectRight(interpreter, { _tag: 'CreateTable', schema })
  const waited = await ready(interpreter, schema.name)
  if (isLeft(waited)) throw new Error(waited.left)
  const found = await expectRight(interpreter, { _tag: 'DescribeTable', table: schema.name })
  const [asked, given] = [schemaText(schema), schemaText(found.schema)]
  if (asked !== given) throw new Error(`the table is another\nasked for: ${asked}\nfound:     ${given}`)
  return { interpreter, schema, settings: isLeft(there) ? {} : found.settings }
}
