/** What an action writes, read off the item as it was before the update. */
import * as E from 'fp-ts/Either'
import type { AttributeValue, BS, Item, L, N, NS, SS } from '../../value/AttributeValue'
import { bytesKey } from '../../value/bytes'
import { addNumbers, subtractNumbers } from '../../value/number/arithmetic'
import { canonical } from '../../value/number/order'
import { getAt, type Segments } from '../../value/Path'
import { isSet, tagOf, tagOfUnknown } from '../../value/tag'
import type { UpdateFailure } from './failure'
import type { Action, AddAction, Arithmetic, DeleteAction, ListAppend, SetValue } from './model'
import { isTooDeep } from './operands'

type Result = E.Either<UpdateFailure, AttributeValue>
type Written = E.Either<UpdateFailure, AttributeValue | undefined>

const nothing: Written = E.right(undefined)

// Not by `in`: a literal may be what types rule out.
const isList = (value: AttributeValue): value is L => tagOfUnknown(value) === 'L'
const isNumber = (value: AttributeValue): value is N => tagOfUnknown(value) === 'N'

const wrongType = (path: Segments, expected: string, value: AttributeValue): E.Either<UpdateFailure, never> =>
  E.left({ _tag: 'OperandType', path, expected, actual: tagOf(value) })

// -----------------------------------------------------------------------------
// SET
// -----------------------------------------------------------------------------

/** A value to be set, from the item as it was before the update; a failure names the target. */
export const valueOf = (v: SetValue, target: Segments, item: Item): Result => {
  switch (v._tag) {
    case 'Value':
      return E.right(v.value)
    case 'Path': {
      const found = getAt(item, v.segments)
      return found === undefined ? E.left({ _tag: 'MissingOperand', path: v.segments }) : E.right(found)
    }
    case 'IfMissing': {
      // The second operand must be there even where it is not needed: DynamoDB Local computes both.
      const otherwise = valueOf(v.otherwise, target, item)
      const found = getAt(item, v.path.segments)
      return found === undefined || E.isLeft(otherwise) ? otherwise : E.right(found)
    }
    case 'ListAppend':
      return appended(v, target, item)
    case 'Arithmetic':
      return shifted(v, target, item)
  }
}

const appended = (v: ListAppend, target: Segments, item: Item): Result => {
  const first = valueOf(v.first, target, item)
  if (E.isLeft(first)) return first
  if (!isList(first.right)) return wrongType(target, 'L', first.right)
  const second = valueOf(v.second, target, item)
  if (E.isLeft(second)) return second
  if (!isList(second.right)) return wrongType(target, 'L', second.right)
  return E.right({ L: [...first.right.L, ...second.right.L] })
}

const shifted = (v: Arithmetic, target: Segments, item: Item): Result => {
  const left = valueOf(v.left, target, item)
  if (E.isLeft(left)) return left
  if (!isNumber(left.right)) return wrongType(target, 'N', left.right)
  const right = valueOf(v.right, target, item)
  if (E.isLeft(right)) return right
  if (!isNumber(right.right)) return wrongType(target, 'N', right.right)
  return total(v.operator, left.right.N, right.right.N, target)
}

const total = (operator: '+' | '-', x: string, y: string, path: Segments): Result => {
  const sum = operator === '+' ? addNumbers(x, y) : subtractNumbers(x, y)
  return E.isLeft(sum) ? E.left({ _tag: 'NumberOutOfRange', path, reason: sum.left }) : E.right({ N: sum.right })
}

// -----------------------------------------------------------------------------
// ADD and DELETE
// -----------------------------------------------------------------------------

const itself = (s: string): string => s

type Combine = <A>(xs: ReadonlyArray<A>, ys: ReadonlyArray<A>, key: (a: A) => string) => ReadonlyArray<A>

const united: Combine = (xs, ys, key) => {
  const known = new Set(xs.map(key))
  return [...xs, ...ys.filter((y) => !known.has(key(y)))]
}

const without: Combine = (xs, ys, key) => {
  const gone = new Set(ys.map(key))
  return xs.filter((x) => !gone.has(key(x)))
}

/** Two sets of one type as one; `undefined` where they are not that. */
const combined = (combine: Combine, x: AttributeValue, y: AttributeValue): SS | NS | BS | undefined => {
  if ('SS' in x && 'SS' in y) return { SS: combine(x.SS, y.SS, itself) }
  if ('NS' in x && 'NS' in y) return { NS: combine(x.NS, y.NS, canonical) }
  return 'BS' in x && 'BS' in y ? { BS: combine(x.BS, y.BS, bytesKey) } : undefined
}

const isEmpty = (set: SS | NS | BS): boolean => ('SS' in set ? set.SS : 'NS' in set ? set.NS : set.BS).length === 0

const added = (action: AddAction, current: AttributeValue | undefined): Result => {
  const path = action.path.segments
  const by = action.value.value
  const tag = tagOfUnknown(by)
  if (tag !== 'N' && !isSet(tag)) return wrongType(path, 'N, SS, NS or BS', by)
  if (current === undefined) return E.right(by)
  if ('N' in current && 'N' in by) return total('+', current.N, by.N, path)
  const set = combined(united, current, by)
  return set === undefined ? wrongType(path, tag, current) : E.right(set)
}

const deleted = (action: DeleteAction, current: AttributeValue | undefined): Written => {
  const path = action.path.segments
  const by = action.value.value
  const tag = tagOfUnknown(by)
  if (!isSet(tag)) return wrongType(path, 'SS, NS or BS', by)
  if (current === undefined) return nothing
  const set = combined(without, current, by)
  if (set === undefined) return wrongType(path, tag, current)
  return isEmpty(set) ? nothing : E.right(set)
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What stands at an action's place after it, from the item as it was before the update; `undefined` for nothing. */
export const valueAfter = (action: Action, item: Item): Written => {
  const { segments } = action.path
  switch (action._tag) {
    case 'Set':
      return isTooDeep(action.value)
        ? E.left({ _tag: 'TooDeep', path: segments })
        : valueOf(action.value, segments, item)
    case 'Remove':
      return nothing
    case 'Add':
      return added(action, getAt(item, segments))
    case 'Delete':
      return deleted(action, getAt(item, segments))
  }
}
