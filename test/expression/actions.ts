/** Updates of any form as data, also those that constructors do not make. */
import type * as U from '../../src/expression/Update'
import type { AttributeValue } from '../../src/value/AttributeValue'
import type { Segments } from '../../src/value/Path'

type PathOperand = U.Action['path']

export const at = (...segments: Segments): PathOperand => ({ _tag: 'Path', attribute: segments[0], segments })
export const value = (v: AttributeValue): U.AddAction['value'] => ({ _tag: 'Value', value: v })
export const ifMissing = (path: PathOperand, otherwise: U.IfMissing['otherwise']): U.IfMissing => ({
  _tag: 'IfMissing',
  path,
  otherwise,
})
export const append = (first: U.SetOperand, second: U.SetOperand): U.ListAppend => ({
  _tag: 'ListAppend',
  first,
  second,
})
export const sum = (left: U.SetOperand, operator: '+' | '-', right: U.SetOperand): U.Arithmetic => ({
  _tag: 'Arithmetic',
  operator,
  left,
  right,
})
export const of = (...actions: ReadonlyArray<U.Action>): U.Update<unknown> => ({ _tag: 'Update', actions })
export const set = (v: U.SetValue, path: PathOperand = at('a')): U.Update<unknown> =>
  of({ _tag: 'Set', path, value: v })
