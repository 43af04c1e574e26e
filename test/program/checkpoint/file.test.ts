import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { inMemory } from '../../../src/memory'
import { fileCheckpoint } from '../../../src/node'
import { quick } from './timer'

const store = inMemory()
const setUp = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'bloop-'))
  const path = join(directory, 'place.json')
  return { directory, path, checkpoint: fileCheckpoint(path) }
}

const failed = E.left({ _tag: 'CheckpointFailed' })

describe('a checkpoint in a file', () => {
  it('is read by eye, and leaves nothing else behind', async () => {
    const { directory, path, checkpoint } = await setUp()
    const claim = await checkpoint.claim(store)()
    expect(claim).toMatchObject(E.right({ version: 1 }))
    expect(E.isRight(claim) && (await checkpoint.save(claim.right, { page: 7 })(store)())).toMatchObject(E.right({}))
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 2, value: { page: 7 } })
    expect(await readdir(directory)).toEqual(['place.json'])
  })

  it('goes on in another process', async () => {
    const { path, checkpoint } = await setUp()
    const claim = await checkpoint.claim(store)()
    if (E.isRight(claim)) await checkpoint.save(claim.right, [1])(store)()
    expect(await fileCheckpoint(path).claim(store)()).toMatchObject(E.right({ value: [1], version: 3 }))
  })

  it.each(['', '{', '[]', 'null', '{"version":0,"owner":"x"}', '{"version":1}'])(
    'that is damaged is not taken for empty: %s',
    async (text) => {
      const { path, checkpoint } = await setUp()
      const claim = await checkpoint.claim(store)()
      await writeFile(path, text)
      expect(await checkpoint.claim(store)()).toMatchObject(failed)
      expect(E.isRight(claim) && (await checkpoint.save(claim.right, 1)(store)())).toMatchObject(failed)
      expect(await readFile(path, 'utf8')).toBe(text)
    },
  )

  it('that was deleted is lost', async () => {
    const { path, checkpoint } = await setUp()
    const claim = await checkpoint.claim(store)()
    const other = fileCheckpoint(`${path}.other`)
    expect(E.isRight(claim) && (await other.save(claim.right, 1)(store)())).toEqual(E.left({ _tag: 'CheckpointLost' }))
  })

  it('fails where there is no directory, no file, or no JSON, and leaves what was there', async () => {
    const { directory, path, checkpoint } = await setUp()
    expect(await fileCheckpoint(join(directory, 'none', 'place.json')).claim(store)()).toMatchObject(failed)
    await mkdir(join(directory, 'directory'))
    expect(await fileCheckpoint(join(directory, 'directory')).claim(store)()).toMatchObject(failed)
    const claim = await checkpoint.claim(store)()
    expect(E.isRight(claim) && (await checkpoint.save(claim.right, Number.NaN)(store)())).toMatchObject(failed)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 1 })
    expect((await readdir(directory)).sort()).toEqual(['directory', 'place.json'])
  })

  it('has its turn whatever became of the one before', async () => {
    const { checkpoint } = await setUp()
    await checkpoint.claim(store)()
    const junk = checkpoint.save(null as never, 1)(store)()
    const claim = checkpoint.claim(store)()
    await junk.catch(() => undefined)
    expect(await claim).toMatchObject(E.right({ version: 2 }))
  })

  it('that cannot be written beside is not written at all', async () => {
    const { directory, path } = await setUp()
    const timer = { ...quick(), random: () => 0 }
    await writeFile(`${path}.${'0'.repeat(24)}.tmp`, 'of another one')
    expect(await fileCheckpoint(path, { timer }).claim(store)()).toMatchObject(failed)
    expect((await readdir(directory)).filter((name) => name === 'place.json')).toEqual([])
  })
})
