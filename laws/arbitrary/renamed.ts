/** Items, conditions and updates with every name changed alike: names mean nothing, so nothing else may change. */
import type { Condition, Operand, PathOperand } from '../../src/expression/condition/model'
import type { Action, SetValue, Update } from '../../src/expression/update/model'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import type { Segments } from '../../src/value/Path'

const name = (n: string): string => `x${n}`

const value = (v: AttributeValue): AttributeValue =>
  'L' in v ? { L: v.L.map(value) } : 'M' in v ? { M: renameItem(v.M) } : v

/** An item with every name changed. */
export const renameItem = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).map(([n, v]) => [name(n), value(v)]))

const path = (p: PathOperand): PathOperand => {
  const [root, ...rest] = p.segments
  const segments: Segments = [name(root), ...rest.map((s) => (typeof s === 'string' ? name(s) : s))]
  return { _tag: 'Path', attribute: name(p.attribute), segments }
}

const operand = (o: Operand): Operand =>
  o._tag === 'Path'
    ? path(o)
    : o._tag === 'Size'
      ? { _tag: 'Size', path: path(o.path) }
      : { _tag: 'Value', value: value(o.value) }

/** A condition with every name changed. */
export const renameCondition = (c: Condition<never>): Condition<never> => {
  switch (c._tag) {
    case 'Always':
    case 'Never':
      return c
    case 'Compare':
      return { ...c, left: operand(c.left), right: operand(c.right) }
    case 'Between':
      return { ...c, operand: operand(c.operand), low: operand(c.low), high: operand(c.high) }
    case 'In':
      return { ...c, operand: operand(c.operand), candidates: c.candidates.map(operand) }
    case 'BeginsWith':
      return { ...c, path: path(c.path), prefix: operand(c.prefix) }
    case 'Contains':
      return { ...c, path: path(c.path), operand: operand(c.operand) }
    case 'Exists':
    case 'Missing':
    case 'HasType':
      return { ...c, path: path(c.path) }
    case 'And':
    case 'Or':
      return { ...c, conditions: c.conditions.map(renameCondition) }
    case 'Not':
      return { ...c, condition: renameCondition(c.condition) }
  }
}

const setValue = <V extends SetValue>(v: V): V => {
  const go = (u: SetValue): SetValue => {
    switch (u._tag) {
      case 'Path':
        return path(u)
      case 'Value':
        return { _tag: 'Value', value: value(u.value) }
      case 'IfMissing':
        return { ...u, path: path(u.path), otherwise: setValue(u.otherwise) }
      case 'ListAppend':
        return { ...u, first: setValue(u.first), second: setValue(u.second) }
      case 'Arithmetic':
        return { ...u, left: setValue(u.left), right: setValue(u.right) }
    }
  }
  return go(v) as V
}

const action = (a: Action): Action => {
  switch (a._tag) {
    case 'Set':
      return { ...a, path: path(a.path), value: setValue(a.value) }
    case 'Remove':
      return { ...a, path: path(a.path) }
    case 'Add':
    case 'Delete':
      return { ...a, path: path(a.path), value: { _tag: 'Value', value: value(a.value.value) } }
  }
}

/** An update with every name changed. */
export const renameUpdate = (u: Update<never>): Update<never> => ({ _tag: 'Update', actions: u.actions.map(action) })
