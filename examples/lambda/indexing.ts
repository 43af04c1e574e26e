/** The program: notes are kept under their tags, change by change. It can be tested in memory. */
import { type Errors, type Stream, Write } from 'bloop-ts'
import type { InvalidRecord } from 'bloop-ts/lambda'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { type Note, Poison, Tagged } from './models'

type Change = Stream.ChangeOf<typeof Note>

const none: ReadonlySet<string> = new Set()

/** A note that is changed leaves the tags that it lost, and stands under those that it has. */
const writesOf = (id: string, old: Note | undefined, now: Note | undefined) => {
  const { title = '', tags = none } = now ?? {}
  const lost = [...(old?.tags ?? none)].filter((tag) => !tags.has(tag))
  return [
    ...lost.map((tag) => Write.delete(Tagged)({ tag, id })),
    ...[...tags].map((tag) => Write.put(Tagged)({ tag, id, title })),
  ]
}

/** What is no note is left alone; one that cannot be read is no reason to lose it. */
const writesOfChange = (change: Change): E.Either<Errors.DecodeFailed, ReturnType<typeof writesOf>> => {
  switch (change._tag) {
    case 'Inserted':
      return E.right(writesOf(change.key.id, undefined, change.new))
    case 'Modified':
      return E.right(writesOf(change.key.id, change.old, change.new))
    case 'Removed':
      return E.right(writesOf(change.key.id, change.old, undefined))
    case 'Raw':
      return change.failure === undefined ? E.right([]) : E.left(change.failure)
  }
}

/**
 * Indexes changes, in their order. It may be repeated: where changes come again, all after them come again too, so that the
 * index is what the last one says.
 */
export const indexing = (changes: ReadonlyArray<Change>) =>
  pipe(
    RTE.fromEither(E.traverseArray(writesOfChange)(changes)),
    RTE.flatMap((writes) => Write.batch(Write.sequence(writes.flat()))),
  )

/** What will never be indexed is kept, and does not hold up the others; what failed for the moment comes again. */
export const keepPoison = (poison: Errors.PoisonRecord<{ readonly _tag: string }> | InvalidRecord) => {
  if (poison._tag === 'PoisonRecord' && poison.cause._tag !== 'DecodeFailed') return RTE.left(poison.cause)
  const [id, what] =
    poison._tag === 'InvalidRecord'
      ? [poison.sequenceNumber ?? String(poison.index), poison.mismatches]
      : [poison.record.sequenceNumber, poison.cause]
  return Write.run(Write.put(Poison)({ id, why: poison._tag, what: JSON.stringify(what) }))
}
