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
import { conflicts, getAt, maxSegments, overlaps, type Segment, type Segments } from '../../value/Path'
import { assign, lookup } from '../../value/record'
import { type Effect, effectOf } from './compute'
import type { UpdateFailure } from './failure'
import type { Action, Update } from './model'

// The places that are written within a value, as a tree; a place with an effect has nothing below it.
interface Tree {
  effect: Effect | undefined
  readonly path: Segments
  readonly names: Map<string, Tree>
  readonly indexes: Map<number, Tree>
}

const tree = (path: Segments): Tree => ({ effect: undefined, path, names: new Map(), indexes: new Map() })

const branch = <K>(branches: Map<K, Tree>, key: K, path: Segments): Tree => {
  const known = branches.get(key)
  if (known !== undefined) return known
  const made = tree(path)
  branches.set(key, made)
  return made
}

const invalid = (path: Segments): E.Either<UpdateFailure, never> => E.left({ _tag: 'InvalidPath', path })

const plant = (root: Map<string, Tree>, path: Segments, effect: Effect): void => {
  let node = branch(root, path[0], path)
  for (let i = 1; i < path.length; i++) {
    const segment = path[i] as Segment
    node = typeof segment === 'string' ? branch(node.names, segment, path) : branch(node.indexes, segment, path)
  }
  node.effect = effect
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const writeMap = (map: Item, branches: ReadonlyMap<string, Tree>): E.Either<UpdateFailure, Item> => {
  const out: { [name: string]: AttributeValue } = { ...map }
  for (const [name, node] of branches) {
    const { effect } = node
    if (effect === undefined) {
      const inner = lookup(map, name)
      if (inner === undefined) return invalid(node.path)
      const written = writeInto(inner, node)
      if (E.isLeft(written)) return written
      assign(out, name, written.right)
    } else if (effect._tag === 'Write') assign(out, name, effect.value)
    else if (effect._tag === 'Erase') delete out[name]
  }
  return E.right(out)
}

const writeList = (
  list: ReadonlyArray<AttributeValue>,
  branches: ReadonlyMap<number, Tree>,
): E.Either<UpdateFailure, ReadonlyArray<AttributeValue>> => {
  const out: Array<AttributeValue | undefined> = [...list]
  const behind: Array<readonly [number, AttributeValue]> = []
  for (const [index, node] of branches) {
    const { effect } = node
    if (effect === undefined) {
      const inner = list[index]
      if (inner === undefined) return invalid(node.path)
      const written = writeInto(inner, node)
      if (E.isLeft(written)) return written
      out[index] = written.right
    } else if (effect._tag === 'Write') {
      if (index < list.length) out[index] = effect.value
      else behind.push([index, effect.value])
    } else if (effect._tag === 'Erase' && index < list.length) out[index] = undefined
  }
  behind.sort(([i], [j]) => i - j)
  for (const [, value] of behind) out.push(value)
  return E.right(out.filter((v) => v !== undefined))
}

const writeInto = (value: AttributeValue, node: Tree): E.Either<UpdateFailure, AttributeValue> => {
  if (node.names.size > 0) {
    if (!('M' in value)) return invalid(node.path)
    const map = writeMap(value.M, node.names)
    if (E.isLeft(map) || node.indexes.size === 0) return E.isLeft(map) ? map : E.right({ M: map.right })
    return invalid(node.path)
  }
  if (!('L' in value)) return invalid(node.path)
  const list = writeList(value.L, node.indexes)
  return E.isLeft(list) ? list : E.right({ L: list.right })
}

const isReachable = (item: Item, segments: Segments): boolean => {
  const [root, ...rest] = segments
  const last = rest.pop()
  const around = getAt(item, [root, ...rest])
  return around !== undefined && (typeof last === 'string' ? 'M' in around : 'L' in around)
}

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

const right: E.Either<UpdateFailure, void> = E.right(undefined)

const writable = (actions: ReadonlyArray<Action>): E.Either<UpdateFailure, void> => {
  for (const { path } of actions) if (path.segments.length > maxSegments) return invalid(path.segments)
  const overlap = findOverlap(actions)
  return overlap === undefined
    ? right
    : E.left({ _tag: 'Overlap', path: overlap[0].path.segments, other: overlap[1].path.segments })
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
    const { actions } = update
    if (actions.length === 0) return E.right(item)
    const checked = writable(actions)
    if (E.isLeft(checked)) return checked
    const out: { [name: string]: AttributeValue } = { ...item }
    let nested: Map<string, Tree> | undefined
    for (const action of actions) {
      const { segments } = action.path
      // The way to a place is looked at before the action's operands are.
      if (segments.length > 1 && !isReachable(item, segments)) return invalid(segments)
      const computed = effectOf(action, item)
      if (E.isLeft(computed)) return computed
      const effect = computed.right
      if (segments.length > 1) {
        nested ??= new Map()
        plant(nested, segments, effect)
      } else if (effect._tag === 'Write') assign(out, segments[0], effect.value)
      else if (effect._tag === 'Erase') delete out[segments[0]]
    }
    return nested === undefined ? E.right(out) : writeMap(out, nested)
  }
