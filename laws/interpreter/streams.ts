/** The laws of an interpreter's streams: what is recorded of writes, and how records are read. */
import type { Interpreter } from '../../src/program/Interpreter'
import { type Laws, laws } from '../law'
import { readLaws } from './streamReads'
import { recordLaws } from './streamRecords'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the laws have to know of the interpreter under test. Everything may be left out. */
export interface StreamOperationLawsOptions {
  /** The name of the table that they make and delete, over and over: `bloop-laws-streams`. */
  readonly table?: string
  /** How long, in milliseconds, a record may take to be in the stream: 0. Some thousands for AWS itself. */
  readonly patience?: number
  /** What is done between writes, now and then: shards are split, or some hours pass. */
  readonly disturb?: (table: string) => void | Promise<void>
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/**
 * The laws of an interpreter's streams. Of records: they make the table again; each goes on from the one before it of its item;
 * there is one for each change, as the view has it, and none of what changes nothing. Of reading: iterators are slices of the
 * whole, pages of any limit make it up, children name their parents.
 *
 * A table with a stream is made and deleted for each run.
 *
 * @example
 * ```ts
 * import { flatten, streamOperationLaws } from 'bloop-ts/laws'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * for (const { laws } of flatten(streamOperationLaws(inMemory())))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * ```
 */
export const streamOperationLaws = (
  interpreter: Interpreter,
  { table = 'bloop-laws-streams', patience = 0, disturb = () => undefined }: StreamOperationLawsOptions = {},
): Laws =>
  laws('streams of an interpreter: records of changes', recordLaws(interpreter, table, patience, disturb), [
    laws('streams of an interpreter: reading of shards', readLaws(interpreter, table, patience, disturb)),
  ])
