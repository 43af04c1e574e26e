/** Ways through the operands of an update. */
import type { PathOperand } from '../condition/model'
import type { Action, SetValue } from './model'

/** Operands nested deeper than this are refused: DynamoDB's expressions have at most 4,096 bytes. */
const deepest = 300

const operandsOf = (value: SetValue): readonly [SetValue, SetValue] | undefined => {
  switch (value._tag) {
    case 'IfMissing':
      return [value.path, value.otherwise]
    case 'ListAppend':
      return [value.first, value.second]
    case 'Arithmetic':
      return [value.left, value.right]
    default:
      return undefined
  }
}

/** A value and all operands in it, each before its own, from left to right; safe at any depth. */
export const partsOf = (value: SetValue): ReadonlyArray<SetValue> => {
  const out: Array<SetValue> = []
  const stack: Array<SetValue> = [value]
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    out.push(v)
    const operands = operandsOf(v)
    if (operands !== undefined) stack.push(operands[1], operands[0])
  }
  return out
}

/** Visits the paths that a value reads, from left to right; safe at any depth. */
export const forEachPath = (value: SetValue, visit: (path: PathOperand) => void): void => {
  for (const v of partsOf(value)) if (v._tag === 'Path') visit(v)
}

const isDeeper = (value: SetValue, levels: number): boolean => {
  if (levels === 0) return true
  const operands = operandsOf(value)
  return operands !== undefined && (isDeeper(operands[0], levels - 1) || isDeeper(operands[1], levels - 1))
}

/** Whether a value's operands are nested deeper than any that are sent. */
export const isTooDeep = (value: SetValue): boolean => isDeeper(value, deepest)

/** The order of the clauses in the text. */
export const clauses: ReadonlyArray<Action['_tag']> = ['Set', 'Remove', 'Add', 'Delete']
