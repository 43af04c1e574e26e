/** The laws of replication: once nothing is written any more, the target holds what the source does. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import * as Checkpoint from '../src/program/Checkpoint'
import type { Interpreter } from '../src/program/Interpreter'
import * as R from '../src/program/Replicate'
import type { StreamOptions } from '../src/program/Stream'
import * as T from '../src/program/Table'
import type { Item } from '../src/value/AttributeValue'
import { type Law, type Laws, laws, property } from './law'
import { type Act, acts, done, expectRight, madeAnew, type ThingModel, thing } from './stream/table'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the laws have to know of the interpreters under test. Everything may be left out. */
export interface ReplicationLawsOptions {
  /** The name of the table that they make and delete at both sides, over and over: `bloop-laws-replication`. */
  readonly table?: string
  /** How the source is read: without waits, and to the second empty answer of each shard in a row. */
  readonly reading?: Pick<StreamOptions, 'readsPerSecond' | 'polling' | 'until'> & Pick<R.ReplicateOptions, 'now'>
  /** What is done between writes, now and then: shards are split, or some hours pass. */
  readonly disturb?: (table: string) => void | Promise<void>
}

type Outcome = string | undefined

interface Run {
  readonly from: Interpreter
  readonly to: Interpreter
  readonly model: ThingModel
  readonly options: R.ReplicateOptions
}

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

/** In memory there is nothing to wait for; of other stores `reading` says what there is. */
const atOnce = { readsPerSecond: Number.POSITIVE_INFINITY, polling: () => 1, until: { emptyAnswers: 2 } } as const

const run = ({ model, options }: Run, more: Partial<R.ReplicateOptions> = {}): Promise<R.Replicated> =>
  R.run(model, { ...options, ...more })().then((answer) => expectRight('it is replicated', answer))

/** How both sides differ. */
const difference = async ({ model, options: { from, to } }: Run, sides: Partial<R.Sides> = {}): Promise<Outcome> => {
  const { differences, listed } = expectRight('it is verified', await R.verify(model, { from, to, ...sides })())
  return differences === 0 ? undefined : listed.map((one) => JSON.stringify(one)).join('\n')
}

const even = (item: Item): boolean => Number((item.version as { N: string } | undefined)?.N) % 2 === 0
const marked = (item: Item): Item => ({ ...item, copied: { BOOL: true } })

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const wholeRun = fc.tuple(acts, acts, fc.boolean())

/**
 * The laws of replication from one interpreter to another: after a copy, and after what is written then was followed, both
 * sides are equal; with a filter and a transformation the target is `{ transform(item) | item, filter(item) }`; a run to which nothing
 * new came changes nothing; guarded writes give the same, and a second run of an older place takes nothing back.
 *
 * They make and delete a table at both sides, over and over. The reader's clock (`reading.now`) has to be the source's, about.
 *
 * Without `disturb` the source's stream has one shard: only the store can make more.
 *
 * @example
 * ```ts
 * import { flatten, replicationLaws } from 'bloop-ts/laws'
 * import { inMemory, splitShards } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const [from, to] = [inMemory({ now: Date.now }), inMemory({ now: Date.now })]
 * const disturb = (table: string) => from.restore(splitShards(table)(from.snapshot()))
 * for (const { laws } of flatten(replicationLaws({ from, to }, { disturb })))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 3 })).failed, false)
 * ```
 */
export const replicationLaws = (
  { from, to }: { readonly from: Interpreter; readonly to: Interpreter },
  { table = 'bloop-laws-replication', reading = {}, disturb = () => undefined }: ReplicationLawsOptions = {},
): Laws => {
  const model = thing(table)
  const ledger = R.ledger(`${table}-ledger`)
  const guarded = R.guarded({ ledger })

  const written = async (all: ReadonlyArray<Act>) => done(from, model, all, disturb)

  const of = (
    name: string,
    law: (here: Run, list: readonly [ReadonlyArray<Act>, ReadonlyArray<Act>]) => Promise<Outcome>,
  ): Law =>
    property(name, wholeRun, async ([first, second, isGuarded]) => {
      await madeAnew(from, model)
      await madeAnew(to, model)
      expectRight('the ledger is made', await T.bind(ledger)(to)())
      const place = Checkpoint.inMemory()
      const writes = isGuarded ? { writes: guarded } : {}
      const options = { ...atOnce, ...reading, from, to, checkpoint: () => place, ...writes }
      return law({ from, to, model, options }, [first, second])
    })

  return laws('replication', [
    of('a copy, and what is followed after it, make both sides equal', async (here, [first, second]) => {
      await written(first)
      await run(here)
      const copied = await difference(here)
      if (copied !== undefined) return copied
      await written(second)
      await run(here)
      return difference(here)
    }),
    of('the target is { transform(item) | item, filter(item) }', async (here, [first, second]) => {
      const sides = { filter: even, transform: marked }
      await written(first)
      await run(here, sides)
      await written(second)
      await run(here, sides)
      return difference(here, sides)
    }),
    of('a run to which nothing new came copies nothing, and changes nothing', async (here, [first]) => {
      await written(first)
      await run(here)
      const [again] = (await run(here)).tables
      return again?.copied === 0 ? difference(here) : `${again?.copied} were copied again`
    }),
    of('guarded, a run from an older place takes nothing back', async (here, [first, second]) => {
      await written(first)
      const place = Checkpoint.inMemory()
      const checkpoint = () => place
      await run(here, { writes: guarded, checkpoint })
      const claim = expectRight('the place is known', await place.claim(to)())
      await written(second)
      await run(here, { writes: guarded, checkpoint })
      const older = Checkpoint.inMemory()
      const fresh = expectRight('another place is claimed', await older.claim(to)())
      if (claim.value !== undefined) expectRight('it is saved', await older.save(fresh, claim.value)(to)())
      const wrote: Array<string> = []
      const watched: Interpreter = (operation) => async () => {
        const answer = await to(operation)()
        if (operation._tag === 'TransactWriteItems' && E.isRight(answer)) wrote.push(JSON.stringify(operation.actions))
        return answer
      }
      await run(here, { writes: guarded, checkpoint: () => older, to: watched })
      return wrote.length === 0 ? difference(here) : `written again: ${wrote.join('\n')}`
    }),
  ])
}
