/** Handler: what a consumer hands its records to; it takes its time, refuses, and throws. */
import * as E from 'fp-ts/Either'
import type { Program } from '../src/program/Program'
import type { Handed, Incarnation } from './deliveries'
import type { Faults } from './faults'
import type { Process } from './process'
import type { Random } from './random'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Why records were refused. */
export interface Refused {
  readonly _tag: 'Refused'
}

/** Whose records a handler takes. */
export interface HandlerOf {
  readonly process: Process
  readonly faults: Faults
  readonly random: Random
  readonly incarnation: Incarnation
  /** Whether a record is refused whenever it comes. */
  readonly isPoison: (handed: Handed) => boolean
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A handler. */
export const handlerOf =
  ({ process, faults, random, incarnation, isPoison }: HandlerOf) =>
  (records: ReadonlyArray<Handed>): Program<Refused, unknown> =>
  () =>
  async () => {
    incarnation.handing(records)
    await process.wait('handler', random.next() * 30, () => undefined)
    const refused = records.some(isPoison) || faults.strikes('handlerFailed')
    const thrown = !refused && faults.strikes('handlerThrew')
    incarnation.handled(records, !refused && !thrown)
    if (thrown) throw new Error('a fault of the simulation')
    await process.wait('handler answers', random.next() * 5, () => undefined)
    return refused ? E.left({ _tag: 'Refused' }) : E.right(undefined)
  }
