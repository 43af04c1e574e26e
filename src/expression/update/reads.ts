/**
 * What an update writes and reads, and whether it may be sent twice.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Path as P, Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const u = pipe(P.path('a'), U.copy(P.path('b')))
 * assert.deepStrictEqual([U.paths(u), U.reads(u)].map(([p]) => p?.segments), [['a'], ['b']])
 * assert.deepStrictEqual([U.isIdempotent(u), U.isIdempotent(U.remove(P.at(0)(P.path('a'))))], [true, false])
 * ```
 */
import { equals as equalsSegments, overlaps, type Segments } from '../../value/Path'
import { tagOfUnknown } from '../../value/tag'
import type { PathOperand } from '../condition/model'
import { total } from '../total'
import type { Action, SetAction, Update } from './model'
import { forEachPath } from './operands'

const distinct = (list: ReadonlyArray<PathOperand>): ReadonlyArray<PathOperand> => {
  const byRoot = new Map<string, Array<PathOperand>>()
  return list.filter((path) => {
    const known = byRoot.get(path.segments[0])
    if (known === undefined) byRoot.set(path.segments[0], [path])
    else if (known.some((other) => equalsSegments(other.segments, path.segments))) return false
    else known.push(path)
    return true
  })
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The places that an update writes. */
export const paths = (update: Update<never>): ReadonlyArray<PathOperand> =>
  total(
    () => distinct(update.actions.map((action) => action.path)),
    () => [],
  )

/** The places whose values an update reads: operands, and what ADD and DELETE change. */
export const reads = (update: Update<never>): ReadonlyArray<PathOperand> =>
  total(
    () => placesRead(update),
    () => [],
  )

const placesRead = (update: Update<never>): ReadonlyArray<PathOperand> => {
  const out: Array<PathOperand> = []
  for (const action of update.actions) {
    if (action._tag === 'Set') forEachPath(action.value, (path) => out.push(path))
    else if (action._tag !== 'Remove') out.push(action.path)
  }
  return distinct(out)
}

/** The action changes how many elements a list has, so that a second time it would meet another element. */
const movesElements = (action: Action): boolean =>
  typeof action.path.segments[action.path.segments.length - 1] === 'number'

const isStable = (action: SetAction, written: ReadonlyArray<Segments>): boolean => {
  const { value, path } = action
  const isWritten = (p: PathOperand): boolean => written.some((w) => overlaps(w, p.segments))
  const isItself = (p: PathOperand): boolean => equalsSegments(p.segments, path.segments)
  if (value._tag === 'Path' && isItself(value)) return true
  const rest = value._tag === 'IfMissing' && isItself(value.path) ? value.otherwise : value
  let stable = true
  forEachPath(rest, (p) => {
    if (isWritten(p)) stable = false
  })
  return stable
}

/**
 * Whether applying an update twice is as good as once, so that it may be sent again when the first answer was lost. SET of a
 * value, `setIfMissing`, ADD and DELETE of a set and REMOVE of an attribute are; ADD of a number, `increment`, `append`, and
 * any write to the element of a list are not.
 */
export const isIdempotent = (update: Update<never>): boolean => {
  const written = update.actions.map((action) => action.path.segments)
  return update.actions.every((action) => {
    if (movesElements(action)) return false
    switch (action._tag) {
      case 'Set':
        return isStable(action, written)
      case 'Add':
        return tagOfUnknown(action.value.value) !== 'N'
      default:
        return true
    }
  })
}
