/** What an action writes, read off the item as it was before the update. */
import * as E from 'fp-ts/Either'
import type { AttributeValue, BS, Item, NS, SS } from '../../value/AttributeValue'
import { bytesKey } from '../../value/bytes'
import { addNumbers, subtractNumbers } from '../../value/number/arithmetic'
import { canonical } from '../../value/number/order'
import { getAt, type Segments } from '../../value/Path'
import { tagOf, tagOfUnknown } from '../../value/tag'
import type { UpdateFailure } from './failure'
import type { Action, AddAction, Arithmetic, DeleteAction, ListAppend, SetValue } from './model'
import { deepest } from './operands'

/** What an action does to its place: writes a value, removes what is there, or nothing (but the way there must exist). */
export type Effect =
  | { readonly _tag: 'Write'; readonly value: AttributeValue }
  | { readonly _tag: 'Erase' }
  | { readonly _tag: 'Keep' }

const erase: E.Either<UpdateFailure, Effect> = E.right({ _tag: 'Erase' })
const keep: E.Either<UpdateFailure, Effect> = E.right({ _tag: 'Keep' })
const write = (value: AttributeValue): E.Either<UpdateFailure, Effect> => E.right({ _tag: 'Write', value })

const wrongType = (path: Segments, expected: string, value: AttributeValue): E.Either<UpdateFailure, never> =>
  E.left({ _tag: 'OperandType', path, expected, actual: tagOf(value) })

// -----------------------------------------------------------------------------
// SET
// -----------------------------------------------------------------------------

const valueOf = (v: SetValue, target: Segments, item: Item, depth: number): E.Either<UpdateFailure, AttributeValue> => {
  if (depth > deepest) return E.left({ _tag: 'TooDeep', path: target })
  switch (v._tag) {
    case 'Value':
      return E.right(v.value)
    case 'Path': {
      const found = getAt(item, v.segments)
      return found === undefined ? E.left({ _tag: 'MissingOperand', path: v.segments }) : E.right(found)
    }
    case 'IfMissing': {
      // The second operand must be there even where it is not needed: DynamoDB Local computes both.
      const otherwise = valueOf(v.otherwise, target, item, depth + 1)
      const found = getAt(item, v.path.segments)
      return found === undefined || E.isLeft(otherwise) ? otherwise : E.right(found)
    }
    case 'ListAppend':
      return appended(v, target, item, depth)
    case 'Arithmetic':
      return computed(v, target, item, depth)
  }
}

const appended = (
  v: ListAppend,
  target: Segments,
  item: Item,
  depth: number,
): E.Either<UpdateFailure, AttributeValue> => {
  const first = valueOf(v.first, target, item, depth + 1)
  if (E.isLeft(first)) return first
  if (!('L' in first.right)) return wrongType(target, 'L', first.right)
  const second = valueOf(v.second, target, item, depth + 1)
  if (E.isLeft(second)) return second
  if (!('L' in second.right)) return wrongType(target, 'L', second.right)
  return E.right({ L: [...first.right.L, ...second.right.L] })
}

const computed = (
  v: Arithmetic,
  target: Segments,
  item: Item,
  depth: number,
): E.Either<UpdateFailure, AttributeValue> => {
  const left = valueOf(v.left, target, item, depth + 1)
  if (E.isLeft(left)) return left
  if (!('N' in left.right)) return wrongType(target, 'N', left.right)
  const right = valueOf(v.right, target, item, depth + 1)
  if (E.isLeft(right)) return right
  if (!('N' in right.right)) return wrongType(target, 'N', right.right)
  return total(v.operator, left.right.N, right.right.N, target)
}

const total = (operator: '+' | '-', x: string, y: string, path: Segments): E.Either<UpdateFailure, AttributeValue> => {
  const sum = operator === '+' ? addNumbers(x, y) : subtractNumbers(x, y)
  return E.isLeft(sum) ? E.left({ _tag: 'NumberOutOfRange', path, reason: sum.left }) : E.right({ N: sum.right })
}

// -----------------------------------------------------------------------------
// ADD and DELETE
// -----------------------------------------------------------------------------

const itself = (s: string): string => s

const united = <A>(xs: ReadonlyArray<A>, ys: ReadonlyArray<A>, key: (a: A) => string): ReadonlyArray<A> => {
  const known = new Set(xs.map(key))
  const more = ys.filter((y) => !known.has(key(y)))
  return more.length === 0 ? xs : [...xs, ...more]
}

const without = <A>(xs: ReadonlyArray<A>, ys: ReadonlyArray<A>, key: (a: A) => string): ReadonlyArray<A> => {
  const gone = new Set(ys.map(key))
  return xs.filter((x) => !gone.has(key(x)))
}

const added = (action: AddAction, current: AttributeValue | undefined): E.Either<UpdateFailure, Effect> => {
  const { value } = action
  const path = action.path.segments
  const by = value.value
  const tag = tagOfUnknown(by)
  if (tag !== 'N' && tag !== 'SS' && tag !== 'NS' && tag !== 'BS') return wrongType(path, 'N, SS, NS or BS', by)
  if (current === undefined) return write(by)
  if (tagOfUnknown(current) !== tag) return wrongType(path, tag, current)
  switch (tag) {
    case 'N': {
      const sum = total('+', (current as { N: string }).N, (by as { N: string }).N, path)
      return E.isLeft(sum) ? sum : write(sum.right)
    }
    case 'SS':
      return write({ SS: united((current as SS).SS, (by as SS).SS, itself) })
    case 'NS':
      return write({ NS: united((current as NS).NS, (by as NS).NS, canonical) })
    case 'BS':
      return write({ BS: united((current as BS).BS, (by as BS).BS, bytesKey) })
  }
}

const deleted = (action: DeleteAction, current: AttributeValue | undefined): E.Either<UpdateFailure, Effect> => {
  const path = action.path.segments
  const by = action.value.value
  const tag = tagOfUnknown(by)
  if (tag !== 'SS' && tag !== 'NS' && tag !== 'BS') return wrongType(path, 'SS, NS or BS', by)
  if (current === undefined) return keep
  if (tagOfUnknown(current) !== tag) return wrongType(path, tag, current)
  const set: AttributeValue =
    tag === 'SS'
      ? { SS: without((current as SS).SS, (by as SS).SS, itself) }
      : tag === 'NS'
        ? { NS: without((current as NS).NS, (by as NS).NS, canonical) }
        : { BS: without((current as BS).BS, (by as BS).BS, bytesKey) }
  const isEmpty = 'SS' in set ? set.SS.length === 0 : 'NS' in set ? set.NS.length === 0 : set.BS.length === 0
  return isEmpty ? erase : write(set)
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What an action does, from the item as it was before the update. */
export const effectOf = (action: Action, item: Item): E.Either<UpdateFailure, Effect> => {
  switch (action._tag) {
    case 'Set': {
      if (action.value._tag === 'Value') return write(action.value.value)
      const value = valueOf(action.value, action.path.segments, item, 0)
      return E.isLeft(value) ? value : write(value.right)
    }
    case 'Remove':
      return erase
    case 'Add':
      return added(action, getAt(item, action.path.segments))
    case 'Delete':
      return deleted(action, getAt(item, action.path.segments))
  }
}
