/** Ways through the operands of an update. */
import type { PathOperand } from '../condition/model'
import type { Action, SetValue } from './model'

/** Operands nested deeper than this are refused: DynamoDB's expressions have at most 4,096 bytes. */
export const deepest = 300

/** Visits the paths that a value reads, from left to right; safe at any depth. */
export const forEachPath = (value: SetValue, visit: (path: PathOperand) => void): void => {
  const stack: Array<SetValue> = [value]
  for (;;) {
    const v = stack.pop()
    if (v === undefined) return
    switch (v._tag) {
      case 'Path':
        visit(v)
        break
      case 'IfMissing':
        stack.push(v.otherwise, v.path)
        break
      case 'ListAppend':
        stack.push(v.second, v.first)
        break
      case 'Arithmetic':
        stack.push(v.right, v.left)
        break
      case 'Value':
        break
    }
  }
}

/** How deep a value's operands are nested, up to `deepest + 1`. */
export const depthOf = (value: SetValue): number => {
  let deepestSeen = 0
  const stack: Array<readonly [SetValue, number]> = [[value, 1]]
  for (;;) {
    const top = stack.pop()
    if (top === undefined) return deepestSeen
    const [v, depth] = top
    if (depth > deepestSeen) deepestSeen = depth
    if (depth > deepest) return depth
    if (v._tag === 'ListAppend') stack.push([v.first, depth + 1], [v.second, depth + 1])
    else if (v._tag === 'Arithmetic') stack.push([v.left, depth + 1], [v.right, depth + 1])
    else if (v._tag === 'IfMissing') stack.push([v.otherwise, depth + 1])
  }
}

/** The order of the clauses in the text. */
export const clauses: ReadonlyArray<Action['_tag']> = ['Set', 'Remove', 'Add', 'Delete']
