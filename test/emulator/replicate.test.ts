import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Checkpoint, type Interpreter, type Model as M, Replicate, Table as T } from 'bloop-ts'
import { local } from 'bloop-ts/local'
import { inMemory } from 'bloop-ts/memory'
import { fileCheckpoint } from 'bloop-ts/node'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { bindIn, Note, type Note as NoteOf, put, remove, right, seeded } from '../program/replicate/support'
import { type Emulator, startEmulator } from './emulator'

const folders: Array<string> = []
const servers = new Set<Emulator>()

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'bloop-replicate-'))
  folders.push(made)
  return made
}

afterEach(async () => {
  for (const server of servers) await server.stop()
  servers.clear()
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true })
})

const started = async (where: { readonly folder: string; readonly port?: number }): Promise<Emulator> => {
  const server = await startEmulator(where)
  servers.add(server)
  return server
}

const note = (id: number, text: string): NoteOf => ({ user: `u${id % 5}`, id, text })

const Ledger = Replicate.ledger('bloop-notes-ledger')
const kinds = { lastRecordWins: Replicate.lastRecordWins, guarded: Replicate.guarded({ ledger: Ledger }) } as const

/** Changes of a table at random, until they are enough; what fails for the moment is tried again. */
const writer = async (source: Interpreter, changes: number, random: () => number): Promise<void> => {
  for (let i = 0; i < changes; i++) {
    const id = Math.floor(random() * 120)
    const isRemoval = random() < 0.2
    for (let tries = 0; ; tries++) {
      try {
        await (isRemoval ? remove(source, `u${id % 5}`, id) : put(source, note(id, `v${i}`)))
        break
      } catch (error) {
        if (tries > 100) throw error
        await sleep(100)
      }
    }
    await sleep(5)
  }
}

/** Waits until both sides are the same. */
const converged = async (from: Interpreter, to: Interpreter): Promise<Replicate.Verified> => {
  for (let i = 0; ; i++) {
    const verified = right(await Replicate.verify(Note, { from, to })())
    if (verified.differences === 0 || i === 60) return verified
    await sleep(250)
  }
}

const retry = () => 100

describe.each(['lastRecordWins', 'guarded'] as const)('replication by %s', (kind) => {
  const writes = kinds[kind]

  it('from memory to DynamoDB Local converges', async () => {
    const [from, to] = [inMemory({ now: Date.now }), local({ endpoint: inject('endpoint') })]
    const Target = { ...Note, schema: { ...Note.schema, name: `notes-${kind}` } } satisfies M.AnyModel
    await bindIn(from, Note)
    await put(from, ...Array.from({ length: 100 }, (_, i) => note(i, 'start')))
    const stop = new AbortController()
    const tables = { notes: Target.schema.name }
    const running = Replicate.run(Note, { from, to, tables, writes, bind: true, signal: stop.signal, retry })()
    await writer(from, 200, seeded(7))
    const options = { from, to, tables }
    let verified = right(await Replicate.verify(Note, options)())
    for (let i = 0; i < 60 && verified.differences > 0; i++) {
      await sleep(250)
      verified = right(await Replicate.verify(Note, options)())
    }
    expect(verified.listed).toEqual([])
    stop.abort()
    expect(right(await running).tables[0]).toMatchObject({ phase: 'following', poisoned: 0, gaps: 0 })
    right(await T.delete(Target.schema.name)(to)())
    if (kind === 'guarded') right(await T.delete(Ledger.schema.name)(to)())
  })
})

describe('two DynamoDB Locals', () => {
  it.each(['source', 'target'] as const)(
    'converge, of which the %s is killed and started again in the middle',
    { timeout: 240_000 },
    async (victim) => {
      const [here, there] = [folder(), folder()]
      const [one, two] = [await started({ folder: here }), await started({ folder: there })]
      // The interpreter's own patience is short, so that the replication's is tested.
      const [from, to] = [one, two].map(({ endpoint }) => local({ endpoint, retry: { attempts: 1 } })) as [
        Interpreter,
        Interpreter,
      ]
      await bindIn(from, Note)
      await put(from, ...Array.from({ length: 100 }, (_, i) => note(i, 'start')))
      const retried: Array<string> = []
      const phases: Array<Replicate.Phase> = []
      const stop = new AbortController()
      const checkpoint = (table: string): Checkpoint.Checkpoint => fileCheckpoint(join(here, `${table}.json`))
      const options: Replicate.ReplicateOptions = {
        from,
        to,
        bind: true,
        writes: kinds.guarded,
        checkpoint,
        retry,
        signal: stop.signal,
        onEvent: (event) => {
          if (event._tag === 'PhaseBegan') phases.push(event.phase)
          if (event._tag === 'Retried') retried.push(event.error._tag)
          if (event._tag === 'Reading' && event.event._tag === 'Retried') retried.push(event.event.error._tag)
        },
      }
      const running = Replicate.run(Note, options)()
      const writing = writer(from, 300, seeded(3))
      for (let i = 0; i < 300 && !phases.includes('following'); i++) await sleep(100)
      await sleep(500)
      const dead = victim === 'source' ? one : two
      servers.delete(dead)
      await dead.kill()
      await sleep(1_000)
      const port = Number(new URL(dead.endpoint).port)
      await started({ folder: victim === 'source' ? here : there, port })
      await writing
      expect(await converged(from, to)).toMatchObject({ differences: 0 })
      stop.abort()
      expect(right(await running).tables[0]).toMatchObject({ phase: 'following', poisoned: 0, gaps: 0 })
      expect(retried).toContain('NetworkFailed')

      // And a process that comes later goes on from the file.
      await put(from, note(1, 'later'))
      const later = new AbortController()
      const again = Replicate.run(Note, { ...options, signal: later.signal })()
      expect(await converged(from, to)).toMatchObject({ differences: 0 })
      later.abort()
      expect(right(await again).tables[0]?.copied).toBe(0)
    },
  )
})
