/** Interpreter: a store as a process sees it, over a network on which things go wrong. */
import * as E from 'fp-ts/Either'
import type { Interpreter } from '../src/program/Interpreter'
import type { BatchWritten, Operation, StreamRecords } from '../src/program/Operation'
import type { Faults } from './faults'
import type { Process } from './process'
import type { Random } from './random'
import type { Store } from './store'
import type { World } from './world'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Answer = E.Either<unknown, unknown>

/** A way to a store. */
export interface Way {
  readonly world: World
  readonly process: Process
  readonly store: Store
  readonly faults: Faults
  readonly random: Random
  /** The longest milliseconds that a request is on its way after its process gave it up, or died. */
  readonly latest: number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const never: Promise<Answer> = new Promise(() => undefined)
const throttled = E.left({ _tag: 'Throttled', name: 'ProvisionedThroughputExceededException' })
const networkFailed = E.left({ _tag: 'NetworkFailed', message: 'a fault of the simulation' })
const timedOut = E.left({ _tag: 'TimedOut', milliseconds: 1_000 })

const writes: ReadonlySet<Operation['_tag']> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
])

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What the store does on a request that arrives, which need not be all that was asked. */
const arriving = ({ store, faults, random }: Way, operation: Operation): Answer => {
  switch (operation._tag) {
    case 'BatchWriteItem': {
      if (operation.writes.length < 2 || !faults.strikes('unprocessed')) return store.perform(operation)
      const processed = random.whole(1, operation.writes.length - 1)
      return E.map((written: BatchWritten) => ({
        ...written,
        unprocessed: [...written.unprocessed, ...operation.writes.slice(processed)],
      }))(store.perform({ ...operation, writes: operation.writes.slice(0, processed) }))
    }
    case 'DescribeStream': {
      const old = store.stale(operation)
      if (old !== undefined && faults.strikes('staleDescription')) return old
      return operation.limit === undefined && faults.strikes('shortDescription')
        ? store.perform({ ...operation, limit: random.whole(1, 2) })
        : store.perform(operation)
    }
    case 'GetRecords': {
      const answer = store.perform(operation)
      if (E.isLeft(answer)) {
        if (answer.left._tag === 'IteratorExpired') faults.happened('expiredIterator')
        if (answer.left._tag === 'RecordsTrimmed') faults.happened('trimmed')
        return answer
      }
      const { records } = answer.right
      if (records.length > 0 && faults.strikes('emptyAnswer'))
        return E.right({ records: [], next: operation.iterator } satisfies StreamRecords)
      if (records.length > 1 && faults.strikes('shortAnswer'))
        return store.perform({ ...operation, limit: random.whole(1, records.length - 1) })
      if (records.length > 0 && faults.strikes('readTwice')) return store.perform(operation)
      return answer
    }
    case 'GetShardIterator': {
      const answer = store.perform(operation)
      if (E.isLeft(answer) && answer.left._tag === 'RecordsTrimmed') faults.happened('trimmed')
      return answer
    }
    default:
      return store.perform(operation)
  }
}

/** Whether a request that its process died over is done all the same: now, late, or never. */
const orphaned =
  ({ world, faults, random, latest }: Way, operation: Operation) =>
  (request: () => unknown): void => {
    if (!writes.has(operation._tag)) return
    if (faults.strikes('lateOfDead'))
      world.schedule(random.next() * latest, { what: `${operation._tag} of the dead`, run: () => void request() })
    else if (random.chance(0.5)) request()
  }

/** The store, as the process can reach it. */
export const interpreterOf = (way: Way): Interpreter => {
  const { world, process, faults, random } = way
  const ask = (operation: Operation): Promise<Answer> => {
    const there = random.next() * 20
    const back = random.next() * 20
    const fault = faultOf(operation)
    if (fault !== undefined) world.trace(`${process.name} ${operation._tag} ${fault}`)
    switch (fault) {
      case 'throttled':
        return process.wait(operation._tag, there + back, () => throttled)
      case 'unsent':
        return process.wait(operation._tag, there + back, () => networkFailed)
      case 'lateWrite': {
        world.schedule(random.next() * way.latest, {
          what: `${operation._tag} late`,
          run: () => void arriving(way, operation),
        })
        return process.wait(operation._tag, there + back, () => timedOut)
      }
      case 'lostAnswer': {
        const lost = random.chance(0.5) ? networkFailed : timedOut
        const request = () => {
          arriving(way, operation)
          return lost
        }
        return process.ask(operation._tag, { there, back }, request, orphaned(way, operation))
      }
      default:
        return process.ask(operation._tag, { there, back }, () => arriving(way, operation), orphaned(way, operation))
    }
  }
  const faultOf = (operation: Operation) => {
    if (faults.strikes('throttled')) return 'throttled'
    if (faults.strikes('unsent')) return 'unsent'
    if (writes.has(operation._tag) && faults.strikes('lateWrite')) return 'lateWrite'
    if (faults.strikes('lostAnswer')) return 'lostAnswer'
    return undefined
  }
  // What is answered is what the store answered to this operation, or an error that any operation may have.
  return ((operation: Operation) => () => (process.alive() ? ask(operation) : never)) as unknown as Interpreter
}
