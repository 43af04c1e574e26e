/**
 * The simulation: `npm run sim -- --seeds N` runs the seeds 1 to N, over all cores, and `--seed S` one seed. It prints one
 * line of JSON, and exits with 1 where there is a defect, or a fault that never happened in a thousand seeds. `--trace` writes
 * all that happens to stderr.
 */
import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { simulateAll, unseen } from './simulate'
import { isSound, Monoid, show, type Verdict } from './verdict'

// -----------------------------------------------------------------------------
// arguments
// -----------------------------------------------------------------------------

const given = process.argv.slice(2)

const valueOf = (name: string): number | undefined => {
  const at = given.indexOf(`--${name}`)
  return at < 0 ? undefined : Number(given[at + 1])
}

const wrong = ['seed', 'seeds', 'from', 'jobs'].find((name) => {
  const value = valueOf(name)
  return value !== undefined && !Number.isSafeInteger(value)
})

// -----------------------------------------------------------------------------
// seeds
// -----------------------------------------------------------------------------

/** Each so manieth seed, from one on. */
function* every(step: number, from: number, to: number): Generator<number> {
  for (let seed = from; seed <= to; seed += step) yield seed
}

const line = given.includes('--trace') ? (text: string) => void process.stderr.write(`${text}\n`) : undefined
const run = line === undefined ? {} : { line }

/** From so many seeds on, a fault that never happened is a defect of the simulation itself. */
const many = 1_000

/** The program as it is run: `scripts/run.mjs` made it of this file. */
const bundle = fileURLToPath(new URL('../build/run/sim-index.mjs', import.meta.url))

/** A part of the seeds, in a process of its own. */
const inChild = (step: number, from: number, to: number): Promise<Verdict> =>
  new Promise((resolve, reject) => {
    const child = fork(bundle, ['--part', '--step', String(step), '--from', String(from), '--seeds', String(to)])
    child.on('message', (verdict) => resolve(verdict as Verdict))
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`a part of the simulation ended with ${code}`)))
  })

const all = async (from: number, to: number, jobs: number): Promise<Verdict> => {
  const parts = existsSync(bundle) ? Math.max(1, Math.min(jobs, to - from + 1)) : 1
  const others = Array.from({ length: parts - 1 }, (_, i) => inChild(parts, from + i + 1, to))
  const own = await simulateAll(run)(every(parts, from, to))
  return (await Promise.all(others)).reduce(Monoid.concat, own)
}

// -----------------------------------------------------------------------------
// the program
// -----------------------------------------------------------------------------

if (wrong !== undefined) {
  process.stderr.write(`--${wrong} takes a whole number\n`)
  process.exitCode = 2
} else if (given.includes('--part')) {
  const verdict = await simulateAll(run)(every(valueOf('step') ?? 1, valueOf('from') ?? 1, valueOf('seeds') ?? 0))
  process.send?.(verdict, () => process.exit())
} else {
  const seed = valueOf('seed')
  const from = seed ?? valueOf('from') ?? 1
  const to = seed ?? from + (valueOf('seeds') ?? 1_000) - 1
  const jobs = line === undefined ? (valueOf('jobs') ?? availableParallelism()) : 1
  const began = performance.now()
  const verdict = await all(from, to, jobs)
  process.stdout.write(`${show(verdict)}\n`)
  const seconds = ((performance.now() - began) / 1_000).toFixed(1)
  process.stderr.write(
    `${verdict.seeds} seeds in ${seconds} s; faults that did not happen: ${unseen(verdict).join(', ') || 'none'}\n`,
  )
  const missing = verdict.seeds < many ? [] : unseen(verdict)
  process.exitCode = isSound(verdict) && missing.length === 0 ? 0 : 1
}
