import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import * as E from 'fp-ts/Either'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inMemory } from '../../../src/memory'
import { fileCheckpoint } from '../../../src/node'

let directory = ''
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bloop-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'consumer.ts')],
    outfile: join(directory, 'consumer.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const start = (path: string, rounds: number): ChildProcess =>
  spawn(process.execPath, [join(directory, 'consumer.mjs'), path, String(rounds)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })

/** All that it says, once it is over. */
const output = (child: ChildProcess): Promise<string> =>
  new Promise((done) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
    })
    child.on('close', () => done(text))
  })

const heard = (child: ChildProcess): Promise<void> => new Promise((done) => child.stdout?.once('data', () => done()))

const place = async () => {
  const folder = await mkdtemp(join(directory, 'place-'))
  return { folder, path: join(folder, 'place.json') }
}

describe('a checkpoint in a file, between processes', () => {
  it('is lost to who claims it later', async () => {
    const { path } = await place()
    const child = start(path, 0)
    const said = output(child)
    await heard(child)
    const store = inMemory()
    const mine = await fileCheckpoint(path).claim(store)()
    child.stdin?.end()
    expect(await said).toBe('claimed\n{"claimed":1,"CheckpointLost":1}')
    expect(E.isRight(mine) && (await fileCheckpoint(path).save(mine.right, 'mine')(store)())).toMatchObject(E.right({}))
  })

  it('is whole at any moment, though both write and one of them is killed', async () => {
    const { folder, path } = await place()
    const [killed, other] = [start(path, 100_000), start(path, 300)]
    const said = output(other)
    let over = false
    const ended = said.finally(() => {
      over = true
    })
    let writers = 0
    const seen = new Set<unknown>()
    while (!over) {
      const text = await readFile(path, 'utf8').catch(() => undefined)
      if (text !== undefined) seen.add(JSON.parse(text).value?.by)
      writers = seen.has(killed.pid) && seen.has(other.pid) ? 2 : writers
      if (writers === 2 && !killed.killed) killed.kill('SIGKILL')
    }
    killed.kill('SIGKILL')
    // Never `CheckpointFailed`: neither finds half a file, or none.
    expect(Object.keys(JSON.parse(await ended)).filter((tag) => tag === 'CheckpointFailed')).toEqual([])
    expect(writers).toBe(2)
    expect((await readdir(folder)).filter((name) => name !== 'place.json').length).toBeLessThanOrEqual(1)
    expect(await fileCheckpoint(path).claim(inMemory())()).toMatchObject(
      E.right({ value: { by: other.pid, round: 299 } }),
    )
  })
})
