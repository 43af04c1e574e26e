/** file: a checkpoint in a file. */
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import type { CheckpointFailed, CheckpointLost } from '../errors'
import { thrownText } from '../quietly'
import { systemTimer, type Timer } from '../time/Timer'
import type { Checkpoint, Claim } from './Checkpoint'
import { failed, textOf } from './json'
import { ownerOf } from './owner'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A checkpoint as it is in its file. */
interface Kept {
  readonly version: number
  readonly owner: string
  readonly value?: Json
}

const isKept = (u: unknown): u is Kept => {
  if (typeof u !== 'object' || u === null || !('version' in u) || !('owner' in u)) return false
  return Number.isSafeInteger(u.version) && Number(u.version) > 0 && typeof u.owner === 'string'
}

// -----------------------------------------------------------------------------
// files
// -----------------------------------------------------------------------------

const isMissing = (thrown: unknown): boolean => thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'

const parsed = (path: string, text: string): Either<CheckpointFailed, Kept> => {
  try {
    const kept: unknown = JSON.parse(text)
    if (isKept(kept)) return E.right(kept)
  } catch {
    // Said below.
  }
  return E.left(failed(`the file '${path}' is damaged, or no checkpoint`))
}

const readKept = async (path: string): Promise<Either<CheckpointFailed, Kept | undefined>> => {
  try {
    return parsed(path, await readFile(path, 'utf8'))
  } catch (thrown) {
    return isMissing(thrown) ? E.right(undefined) : E.left(failed(thrownText(thrown)))
  }
}

const synced = async (path: string, flags: string, text?: string): Promise<void> => {
  const file = await open(path, flags)
  try {
    if (text !== undefined) await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The whole file, or none of it: beside it, and then in its place. */
const replaceFile = async (path: string, beside: string, text: string): Promise<Either<CheckpointFailed, void>> => {
  try {
    await synced(beside, 'wx', text)
    await rename(beside, path)
  } catch (thrown) {
    await rm(beside, { force: true }).catch(() => undefined)
    return E.left(failed(thrownText(thrown)))
  }
  // So that the name outlives a power cut; not every system has it.
  await synced(dirname(path), 'r').catch(() => undefined)
  return E.right(undefined)
}

// -----------------------------------------------------------------------------
// turns
// -----------------------------------------------------------------------------

const turns = new Map<string, Promise<unknown>>()

/** One after the other for each file, within this process. */
const inTurn = <A>(path: string, task: () => Promise<A>): Promise<A> => {
  // Whatever became of the one before.
  const turn = (turns.get(path) ?? Promise.resolve()).then(task, task)
  turns.set(path, turn)
  return turn.finally(() => {
    if (turns.get(path) === turn) turns.delete(path)
  })
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * A checkpoint in a file, as JSON. A file that is missing has nothing saved; one that is damaged is `CheckpointFailed`. It is
 * replaced as a whole: written beside (`PATH.….tmp`, of which a crash may leave one), synced, and renamed.
 *
 * In one process claims and saves are one after the other. Between processes two that write within the same moment may both
 * succeed: then the one whose file is there goes on, and the other is told at its next save. File systems without an atomic
 * rename, and several machines over a network, are not for this: take a table.
 *
 * @example
 * ```ts
 * import { fileCheckpoint } from 'bloop-ts/node'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 * import { mkdtempSync } from 'node:fs'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 *
 * const store = inMemory()
 * const checkpoint = fileCheckpoint(join(mkdtempSync(join(tmpdir(), 'bloop-')), 'mailer.json'))
 * const claim = await checkpoint.claim(store)()
 * assert.ok(E.isRight(claim))
 * assert.ok(E.isRight(await checkpoint.save(claim.right, { page: 7 })(store)()))
 * ```
 */
export const fileCheckpoint = (
  path: string,
  { timer = systemTimer }: { readonly timer?: Pick<Timer, 'random'> } = {},
): Checkpoint => {
  const file = resolve(path)
  const write = async (kept: Kept): Promise<Either<CheckpointFailed, Claim>> => {
    const written = await replaceFile(file, `${file}.${ownerOf(timer)}.tmp`, `${JSON.stringify(kept)}\n`)
    return E.isLeft(written) ? written : E.right(kept)
  }
  return {
    claim: () => () =>
      inTurn(file, async () => {
        const found = await readKept(file)
        if (E.isLeft(found)) return found
        return write({ ...found.right, version: (found.right?.version ?? 0) + 1, owner: ownerOf(timer) })
      }),
    save: (claim, value) => () => () =>
      inTurn(file, async (): Promise<Either<CheckpointFailed | CheckpointLost, Claim>> => {
        const text = textOf(value)
        if (E.isLeft(text)) return text
        const found = await readKept(file)
        if (E.isLeft(found)) return found
        const { version, owner } = found.right ?? {}
        if (owner === undefined || owner !== claim.owner || version !== claim.version)
          return E.left({ _tag: 'CheckpointLost' })
        return write({ version: version + 1, owner, value })
      }),
  }
}
