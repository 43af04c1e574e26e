/** Population: the processes of a run. They begin, die as chance has it, and others go on from where they were. */
import * as E from 'fp-ts/Either'
import type { Process } from './process'
import type { Random } from './random'
import type { Doomed, Recorder } from './run'
import type { Stage } from './stage'
import { type Supervisor, supervise } from './supervisor'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Who lives on a stage, and what they do there. */
export interface Population {
  readonly stage: Stage
  readonly random: Random
  readonly recorder: Recorder
  /** When they die: as chance has it. */
  readonly doom: Doomed | undefined
  /** What a process does; it ends once the signal fires. */
  readonly run: (process: Process, signal: AbortSignal) => Promise<E.Either<{ readonly _tag: string }, unknown>>
}

/** Deaths while something is written are the ones that leave something behind. */
const writing: ReadonlySet<string> = new Set(['BatchWriteItem', 'TransactWriteItems', 'UpdateItem', 'save'])

const second = 1_000

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Deaths as chance has them. */
const chanceOf =
  ({ faults }: Stage, random: Random): Doomed =>
  () =>
  (kind) =>
    faults.dooms() || (writing.has(kind) && (faults.dooms() || faults.dooms()))
      ? random.pick(['before', 'during'])
      : undefined

/** Whether what went wrong explains that a process ended with an error of this kind. */
const explained = ({ faults, mayLose }: Stage, tag: string): boolean => {
  const counts = faults.counts()
  const doubts = counts.lostAnswer + counts.saveAnswerLost + counts.lateWrite + counts.crash
  switch (tag) {
    case 'Refused':
      return counts.handlerFailed > 0
    case 'CheckpointLost':
      return counts.secondProcess + doubts > 0
    case 'CheckpointFailed':
      return counts.saveFailed + counts.throttled + counts.unsent + doubts > 0
    case 'NoStream':
      return mayLose()
    default:
      return false
  }
}

/** The processes of a stage: one from the beginning on, one more now and then, and another whenever none is left. */
export const populated = ({ stage, random, recorder, doom, run }: Population): Supervisor => {
  const { world, faults, scenario } = stage
  const { note, crashed } = recorder
  const processes = supervise({
    world,
    random,
    faults,
    doom: doom ?? chanceOf(stage, random),
    run,
    onCrash: crashed,
    onEnded: ({ name }, result) => {
      if (E.isLeft(result) && !explained(stage, result.left._tag))
        note('failed', `${name} ended with ${JSON.stringify(result.left)}`)
    },
    onRejected: ({ name }, thrown) => note('failed', `${name} rejected with ${thrown}`),
  })
  world.schedule(random.next() * second, { what: 'start', run: processes.start })
  for (let i = 0; i < scenario.seconds; i++)
    world.schedule(random.next() * scenario.workload.duration, { what: 'one more', run: processes.start })
  return processes
}
