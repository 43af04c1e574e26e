/**
 * What an update means: the item after it, exactly DynamoDB's.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import { Path as P, Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const swap = pipe(P.path('b'), U.copy(P.path('a')), U.concat(pipe(P.path('a'), U.copy(P.path('b')))))
 * assert.deepStrictEqual(U.apply(swap)({ a: { N: '1' }, b: { N: '2' } }), E.right({ a: { N: '2' }, b: { N: '1' } }))
 * ```
 */
import * as E from 'fp-ts/Either'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { conflicts, maxSegments, overlaps, type Segment, type Segments } from '../../value/Path'
import { assign, lookup } from '../../value/record'
import { valueAfter } from './compute'
import type { UpdateFailure } from './failure'
import type { Action, Update } from './model'

// What is written in a map or a list: the values of places in it (`undefined`: none any more), and the maps and lists in it.
interface Writes<K extends Segment> {
  readonly values: Map<K, Written>
  readonly inner: Map<K, Branch>
}
interface InMap extends Writes<string> {
  readonly map: Item
}
interface InList extends Writes<number> {
  readonly list: ReadonlyArray<AttributeValue>
}
type Branch = InMap | InList
type Written = AttributeValue | undefined

const inMap = (map: Item): InMap => ({ map, values: new Map(), inner: new Map() })

const inside = (value: AttributeValue | undefined): Branch | undefined => {
  if (value === undefined) return undefined
  if ('M' in value) return inMap(value.M)
  return 'L' in value ? { list: value.L, values: new Map(), inner: new Map() } : undefined
}

const plantAt = <K extends Segment>(
  writes: Writes<K>,
  key: K,
  found: AttributeValue | undefined,
  path: Segments,
  depth: number,
  value: Written,
): boolean => {
  if (depth === path.length - 1) {
    writes.values.set(key, value)
    return true
  }
  const below = writes.inner.get(key) ?? inside(found)
  if (below === undefined) return false
  writes.inner.set(key, below)
  return plant(below, path, depth + 1, value)
}

/** Notes what is written at a path; `false` where there is no way to it. */
const plant = (branch: Branch, path: Segments, depth: number, value: Written): boolean => {
  const segment = path[depth]
  return 'map' in branch
    ? typeof segment === 'string' && plantAt(branch, segment, lookup(branch.map, segment), path, depth, value)
    : typeof segment === 'number' && plantAt(branch, segment, branch.list[segment], path, depth, value)
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const put = (out: { [name: string]: AttributeValue }, name: string, value: Written): void => {
  if (value === undefined) delete out[name]
  else assign(out, name, value)
}

const mapAfter = ({ map, values, inner }: InMap): Item => {
  const out: { [name: string]: AttributeValue } = { ...map }
  for (const [name, branch] of inner) assign(out, name, after(branch))
  for (const [name, value] of values) put(out, name, value)
  return out
}

const listAfter = ({ list, values, inner }: InList): ReadonlyArray<AttributeValue> => {
  const out: Array<AttributeValue | undefined> = [...list]
  for (const [index, branch] of inner) out[index] = after(branch)
  for (const [index, value] of [...values].sort(([i], [j]) => i - j)) {
    if (index < list.length) out[index] = value
    else out.push(value)
  }
  return out.filter((v) => v !== undefined)
}

const after = (branch: Branch): AttributeValue => ('map' in branch ? { M: mapAfter(branch) } : { L: listAfter(branch) })

/** The first two actions whose paths overlap, or take one value for a map and for a list. */
export const findOverlap = (actions: ReadonlyArray<Action>): readonly [Action, Action] | undefined => {
  if (actions.length < 2) return undefined
  const byRoot = new Map<string, Array<Action>>()
  for (const action of actions) {
    const { segments } = action.path
    const known = byRoot.get(segments[0])
    if (known === undefined) {
      byRoot.set(segments[0], [action])
      continue
    }
    const other = known.find((k) => overlaps(k.path.segments, segments) || conflicts(k.path.segments, segments))
    if (other !== undefined) return [other, action]
    known.push(action)
  }
  return undefined
}

const invalid = (path: Segments): UpdateFailure => ({ _tag: 'InvalidPath', path })

const unwritable = (actions: ReadonlyArray<Action>): UpdateFailure | undefined => {
  for (const { path } of actions) if (path.segments.length > maxSegments) return invalid(path.segments)
  const overlap = findOverlap(actions)
  return overlap && { _tag: 'Overlap', path: overlap[0].path.segments, other: overlap[1].path.segments }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * The item after an update; of no item, ask with its key attributes alone. Every action reads the item as it was before.
 *
 * SET of a list's element behind its end appends; REMOVE of what is absent does nothing; ADD creates what is absent; a
 * DELETE that empties a set removes it. A `Left` where DynamoDB refuses: nothing is then written.
 */
export const apply =
  <S>(update: Update<S>) =>
  (item: Item): E.Either<UpdateFailure, Item> => {
    const wrong = unwritable(update.actions)
    if (wrong !== undefined) return E.left(wrong)
    const out: { [name: string]: AttributeValue } = { ...item }
    let nested: InMap | undefined
    for (const action of update.actions) {
      const { segments } = action.path
      const value = valueAfter(action, item)
      if (segments.length === 1) {
        // Most updates are of whole attributes, which need no plan.
        if (E.isLeft(value)) return value
        put(out, segments[0], value.right)
      } else {
        nested ??= inMap(item)
        // Where there is no way to a place, that is told before what is wrong with operands.
        if (!plant(nested, segments, 0, E.isLeft(value) ? undefined : value.right)) return E.left(invalid(segments))
        if (E.isLeft(value)) return value
      }
    }
    return E.right(nested === undefined ? out : mapAfter({ ...nested, map: out }))
  }
