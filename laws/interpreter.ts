/** The laws of interpreters: with them an emulator, a client or a middleware is certified. */
import type { Interpreter } from '../src/program/Interpreter'
import { agreementLaw, type KnownDifference } from './interpreter/agreement'
import { itemLaws } from './interpreter/items'
import { manyLaws } from './interpreter/many'
import { pageLaws } from './interpreter/pages'
import { refusalLaws } from './interpreter/refusals'
import { open, type Store } from './interpreter/store'
import { schemaOf } from './interpreter/table'
import { type Laws, laws } from './law'

export type { KnownDifference } from './interpreter/agreement'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the laws have to know of the interpreter under test. Everything may be left out. */
export interface InterpreterLawsOptions {
  /** The name of the table that they make, fill and clear: `bloop-laws-operations`. Nothing else may use it meanwhile. */
  readonly table?: string
  /** Whether the table has a global index of several attributes on each side: yes, where left out. */
  readonly multiAttribute?: boolean
  /** Cases in which the interpreter is known to answer otherwise than DynamoDB: none, where left out. */
  readonly known?: ReadonlyArray<KnownDifference>
  /** How long, in milliseconds, reads that are not consistent may be behind: 0. Some thousands for AWS itself. */
  readonly patience?: number
  /** Whether they ask for continuous backups and tags, which emulators lack: no, where left out. */
  readonly backupsAndTags?: boolean
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/**
 * The laws of interpreters. That sequences of operations, good and bad, are answered as in memory and leave the same items
 * behind; and, as parents, what asks for no other interpreter: puts and gets, conditions, batches, transactions, pages,
 * directions, segments, refusals.
 *
 * Operations on tables leave the table as it is: they describe it, are refused, or ask for one that is not there.
 *
 * Answers are compared by meaning: numbers by value, sets without order, errors by their name and not their message, what
 * DynamoDB leaves open (the order of a scan, of ties in an index, the cut of its pages) not at all, and of what was consumed
 * only of which tables it is told. A failure prints the operations as text, and both answers.
 *
 * The table is made once, and cleared before each run by a scan and batches: on a store that is not empty, or that costs
 * money, ask for few runs.
 *
 * @example
 * ```ts
 * import type { Interpreter } from 'bloop-ts'
 * import { flatten, interpreterLaws } from 'bloop-ts/laws'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const failed = async (interpreter: Interpreter): Promise<ReadonlyArray<string>> => {
 *   const found: Array<string> = []
 *   for (const { laws } of flatten(interpreterLaws(interpreter)))
 *     for (const law of laws) if ((await law.check({ numRuns: 30, seed: 1 })).failed) found.push(law.name)
 *   return found
 * }
 *
 * assert.deepStrictEqual(await failed(inMemory()), [])
 *
 * const store = inMemory()
 * const alwaysForward: Interpreter = (operation) =>
 *   store(operation._tag === 'Query' ? { ...operation, direction: 'forward' } : operation)
 * assert.ok((await failed(alwaysForward)).includes('backward is forward, reversed'))
 * ```
 */
export const interpreterLaws = (
  interpreter: Interpreter,
  {
    table = 'bloop-laws-operations',
    multiAttribute = true,
    known = [],
    patience = 0,
    backupsAndTags = false,
  }: InterpreterLawsOptions = {},
): Laws => {
  const schema = schemaOf(table, multiAttribute)
  let opened: Promise<Store> | undefined
  const store = (): Promise<Store> => {
    opened ??= open(interpreter, schema)
    return opened
  }
  return laws(
    'an interpreter agrees with memory',
    [agreementLaw(store, schema, { known, patience, backupsAndTags })],
    [
      laws('operations on one item', itemLaws(store, table)),
      laws('batches and transactions', manyLaws(store, table, known)),
      laws('queries and scans', pageLaws(store, schema)),
      laws('refusals', refusalLaws(store, schema)),
    ],
  )
}
