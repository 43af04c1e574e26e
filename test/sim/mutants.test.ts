import { Condition, Replicate } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import type { Run } from '../../sim/run'
import { type Scenario, type Subject, scenarioOf } from '../../sim/scenario'
import { once } from '../../sim/simulate'
import { type Defect, isSound } from '../../sim/verdict'
import { beginning } from '../../sim/world'
import type { Checkpoint } from '../../src/program/checkpoint/Checkpoint'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Operation, OutputOf } from '../../src/program/Operation'
import { type Bug, naive } from './naive'

/** The first seed that has a defect. */
const found = async (run: Run, subject: Subject, defect: Defect, change: Partial<Scenario> = {}) => {
  for (let seed = 1; seed <= 150; seed++) {
    const { defects } = await once(run, { ...scenarioOf(seed), subject, ...change })
    if (defects[defect] > 0) return seed
  }
  return undefined
}

/** The interpreter with other operations and answers of one name. */
const patched =
  <K extends Operation['_tag']>(
    name: K,
    ask: (operation: Operation<K>) => Operation<K>,
    answered: (output: OutputOf<K>) => OutputOf<K> = (output) => output,
  ): NonNullable<Run['middleware']> =>
  () =>
  (sound): Interpreter =>
    (<Op extends Operation>(operation: Op) =>
      operation._tag === name
        ? async () => E.map(answered)((await sound(ask(operation as Operation<K>))()) as E.Either<unknown, OutputOf<K>>)
        : sound(operation)) as Interpreter

const asIs = <A>(a: A): A => a

describe('the simulation finds out', () => {
  const simple = { position: 'trimHorizon', naps: [] } as const

  it('nothing of a simple consumer that is right', async () => {
    for (let seed = 1; seed <= 40; seed++) {
      const verdict = await once({ consume: naive() }, { ...scenarioOf(seed), subject: 'consumer', ...simple })
      expect(verdict.failing).toEqual([])
      expect(isSound(verdict)).toBe(true)
    }
  })

  it.each<readonly [Bug, Defect, Partial<Scenario>]>([
    ['savesBeforeHandling', 'lost', {}],
    ['childBeforeParent', 'out_of_order', {}],
    ['latestAfterExpiry', 'lost', { naps: ['iterators'] }],
    ['swallowsGaps', 'lost', { naps: ['records'] }],
    ['skipsRefused', 'lost', {}],
    ['forgetsPlace', 'duplicated_beyond_at_least_once', {}],
  ])('one that %s: %s', async (bug, defect, change) => {
    expect(await found({ consume: naive(bug) }, 'consumer', defect, { ...simple, ...change })).toBeDefined()
  })

  it.each<readonly [string, Run, Defect]>([
    [
      'answers that lack their last record',
      {
        middleware: patched('GetRecords', asIs, ({ records, ...rest }) => ({
          ...rest,
          records: records.length > 1 ? records.slice(0, -1) : records,
        })),
      },
      'lost',
    ],
    [
      'answers whose records stand in another order',
      {
        middleware: patched('GetRecords', asIs, ({ records, ...rest }) => ({
          ...rest,
          records: [...records].reverse(),
        })),
      },
      'out_of_order',
    ],
    [
      'shards whose parents are not said, so that children are read before them',
      {
        middleware: patched('DescribeStream', asIs, ({ shards, ...rest }) => ({
          ...rest,
          shards: shards.map(({ parent: _, ...shard }) => shard),
        })),
      },
      'out_of_order',
    ],
    [
      'an iterator that is renewed at the newest record',
      {
        middleware: patched('GetShardIterator', (operation) =>
          operation.from._tag === 'After' ? { ...operation, from: { _tag: 'Latest' } } : operation,
        ),
      },
      'lost',
    ],
    [
      'an iterator that is renewed at the record that was read last, and not after it',
      {
        middleware: patched('GetShardIterator', ({ from, ...operation }) => ({
          ...operation,
          from: from._tag === 'After' ? { ...from, _tag: 'At' } : from,
        })),
      },
      'duplicated_beyond_at_least_once',
    ],
    ['a clock that stands still, so that gaps are not seen', { now: () => beginning }, 'lost'],
  ])('%s', async (_, run, defect) => {
    expect(await found(run, 'consumer', defect, { position: 'trimHorizon' })).toBeDefined()
  })

  it('a checkpoint that lets everyone save', async () => {
    const careless = ({ claim, save }: Checkpoint): Checkpoint => ({
      claim,
      save: (_, value) =>
        pipe(
          claim,
          RTE.flatMap((newest) => save(newest, value)),
        ),
    })
    const flaw = await found({ checkpoint: careless }, 'consumer', 'duplicated_beyond_at_least_once', { seconds: 2 })
    expect(flaw).toBeDefined()
  })

  it('plain writes where others write too', async () => {
    expect(await found({ writes: Replicate.lastRecordWins }, 'guarded', 'diverged')).toBeDefined()
  })

  it('a guard whose condition is forgotten', async () => {
    const unguarded = patched('TransactWriteItems', (operation) => ({
      ...operation,
      actions: operation.actions.map((action) => ({ ...action, condition: Condition.always })),
    }))
    expect(await found({ middleware: unguarded }, 'guarded', 'diverged')).toBeDefined()
  })

  it('writes of a batch that are forgotten', async () => {
    const forgetful = patched('BatchWriteItem', asIs, (written) => ({ ...written, unprocessed: [] }))
    expect(await found({ middleware: forgetful }, 'lastRecordWins', 'diverged', { seconds: 0 })).toBeDefined()
  })
})
