/** Replicate: what the command does, whatever it runs in. */
import { type Checkpoint, type Interpreter, type Model, Replicate, showError, type Timer } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { counted } from '../tour/text'
import type { Run, Side } from './options'
import { fill, goOnWriting, Order } from './orders'
import { begun, type Progress, progressed, showProgress, showReplicated, showVerified } from './progress'
import { nameOf } from './sides'
import { describe } from './tables'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the command needs of the world. */
export interface World {
  readonly interpreterOf: (side: Side) => Promise<Interpreter>
  readonly checkpointIn: (directory: string) => (table: string) => Checkpoint.Checkpoint
  /** Fires when it is to end. */
  readonly signal: AbortSignal
  readonly timer: Timer
  readonly now: () => number
  readonly print: (lines: ReadonlyArray<string>) => void
  /** How far it is, each time anew; `phase`: another phase has begun. */
  readonly show: (lines: ReadonlyArray<string>, phase: boolean) => void
}

interface Sides {
  readonly from: Interpreter
  readonly to: Interpreter
  readonly models: ReadonlyArray<Model.AnyModel>
  readonly progress: Progress
}

const orders = 5_000

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

/** The models of what is replicated; a source in memory is filled. `Left` says why there are none. */
const prepare = async (run: Run, from: Interpreter): Promise<E.Either<string, Omit<Sides, 'from' | 'to'>>> => {
  if (run.from._tag === 'Memory') {
    if (!(await fill(from, orders))) return E.left('the source cannot be filled')
    return E.right({ models: [Order], progress: begun({ [Order.schema.name]: orders }) })
  }
  const models: Array<Model.AnyModel> = []
  const items: Record<string, number> = {}
  for (const table of run.tables) {
    const described = await describe(from, table)
    if (E.isLeft(described))
      return E.left(described.left._tag === 'InvalidDefinition' ? `'${table}' is no name` : showError(described.left))
    models.push(described.right.model)
    items[table] = described.right.items
  }
  return E.right({ models, progress: begun(items) })
}

/** Writes the source on for a time, waits until the target is the same, and then ends it all. */
const writeOn = async (
  run: Run,
  { from, to, models }: Sides,
  { timer, now, signal, print }: World,
  end: () => void,
) => {
  const until = now() + run.seconds * 1000
  const pause = async (): Promise<boolean> => {
    await timer.sleep(20, signal)
    return now() < until && !signal.aborted
  }
  const changes = await goOnWriting(from, orders, timer.random, pause)
  print([`the writer has made ${counted(changes, 'change')}, and stops`])
  const patience = now() + 60_000
  while (!signal.aborted && now() < patience) {
    const verified = await Replicate.verify(models, { from, to, signal })()
    if (E.isRight(verified) && verified.right.differences === 0) break
    await timer.sleep(200, signal)
  }
  end()
}

/** Compares both sides, and says what came of it; what the command ends with. */
const compare = async ({ from, to, models }: Sides, { print }: World): Promise<number> => {
  const verified = await Replicate.verify(models, { from, to, limit: 10 })()
  print(E.isLeft(verified) ? [showError(verified.left)] : showVerified(verified.right))
  return E.isRight(verified) && verified.right.differences === 0 ? 0 : 1
}

const follow = async (run: Run, sides: Sides, world: World): Promise<number> => {
  const { print, show, signal, timer, now } = world
  let { progress } = sides
  const over = new AbortController()
  const end = () => over.abort()
  signal.addEventListener('abort', end, { once: true })
  const replicating = Replicate.run(sides.models, {
    from: sides.from,
    to: sides.to,
    bind: true,
    signal: over.signal,
    timer,
    now,
    ...(run.guarded ? { writes: Replicate.guarded({ ledger: Replicate.ledger('bloop-replication-ledger') }) } : {}),
    ...(run.checkpoint === undefined ? {} : { checkpoint: world.checkpointIn(run.checkpoint) }),
    onEvent: (event) => {
      const before = progress
      progress = progressed(before, event, (error) => error._tag)
      if (progress !== before) show(showProgress(progress), event._tag === 'PhaseBegan')
    },
  })()
  const writing = run.from._tag === 'Memory' ? writeOn(run, sides, world, end) : Promise.resolve()
  const done = await replicating
  end()
  await writing
  if (E.isLeft(done)) {
    print([`it ended: ${showError(done.left)}`])
    return 1
  }
  print(['', ...showReplicated(done.right)])
  if (run.checkpoint !== undefined) print([`the next run goes on from ${run.checkpoint}`])
  // Who interrupts it leaves the target behind.
  return run.from._tag === 'Memory' && !signal.aborted ? compare(sides, world) : 0
}

// -----------------------------------------------------------------------------
// the command
// -----------------------------------------------------------------------------

/** Does what was asked; gives what the process ends with. */
export const replicate = async (run: Run, world: World): Promise<number> => {
  const [from, to] = [await world.interpreterOf(run.from), await world.interpreterOf(run.to)]
  world.print([`from ${nameOf(run.from)} to ${nameOf(run.to)}. The code: examples/replicate/`])
  const prepared = await prepare(run, from)
  if (E.isLeft(prepared)) {
    world.print([prepared.left])
    return 1
  }
  const sides: Sides = { from, to, ...prepared.right }
  return run.verify ? compare(sides, world) : follow(run, sides, world)
}
