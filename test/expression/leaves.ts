/** Operands and comparisons as data, also those that constructors do not make. */
import type * as C from '../../src/expression/Condition'
import type { Leaf } from '../../src/expression/condition/fold'
import type { AttributeValue } from '../../src/value/AttributeValue'
import type { Segments } from '../../src/value/Path'

export const at = (...segments: Segments): C.PathOperand => ({ _tag: 'Path', attribute: segments[0], segments })
export const is = (value: AttributeValue): C.ValueOperand => ({ _tag: 'Value', value })
export const n = (N: string): C.ValueOperand => is({ N })
export const compare = (left: C.Operand, comparator: C.Comparator, right: C.Operand): Leaf => ({
  _tag: 'Compare',
  comparator,
  left,
  right,
})
export const among = (operand: C.Operand, ...candidates: ReadonlyArray<C.Operand>): Leaf => ({
  _tag: 'In',
  operand,
  candidates,
})
