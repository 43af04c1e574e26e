/** Updates as DynamoDB's text, clause by clause. */
import * as E from 'fp-ts/Either'
import type { Segments } from '../../value/Path'
import { total } from '../total'
import type { Action, SetValue, Update } from '../update/model'
import { clauses } from '../update/operands'
import { simplify } from '../update/simplify'
import { validate } from '../update/validate'
import { type Allocator, checkLength, refuse, renderPath, renderValue } from './allocator'

const place = 'UpdateExpression'

const setValue = (a: Allocator, v: SetValue, to: Segments): string => {
  switch (v._tag) {
    case 'Value':
      return renderValue(a, place, v.value, to)
    case 'Path':
      return renderPath(a, place, v.segments)
    case 'IfMissing':
      return `if_not_exists(${renderPath(a, place, v.path.segments)}, ${setValue(a, v.otherwise, to)})`
    case 'ListAppend':
      return `list_append(${setValue(a, v.first, to)}, ${setValue(a, v.second, to)})`
    case 'Arithmetic':
      if (v.operator !== '+' && v.operator !== '-') refuse(a, place, 'an update adds or subtracts', to)
      return `${setValue(a, v.left, to)} ${v.operator} ${setValue(a, v.right, to)}`
  }
}

const renderAction = (a: Allocator, action: Action): string => {
  const path = renderPath(a, place, action.path.segments)
  switch (action._tag) {
    case 'Set':
      return `${path} = ${setValue(a, action.value, action.path.segments)}`
    case 'Remove':
      return path
    case 'Add':
    case 'Delete':
      return `${path} ${renderValue(a, place, action.value.value, action.path.segments)}`
  }
}

const textOf = (a: Allocator, update: Update<never>): string | undefined => {
  if (update.actions.length === 0) return undefined
  if (!update.actions.every((action) => clauses.includes(action._tag))) {
    return refuse(a, place, 'an action is SET, REMOVE, ADD or DELETE')
  }
  const valid = validate(simplify(update))
  if (E.isLeft(valid)) {
    a.invalid ??= valid.left
    return undefined
  }
  let text = ''
  let clause: string | undefined
  for (const action of valid.right.actions) {
    const word = action._tag.toUpperCase()
    text += word === clause ? ', ' : `${text === '' ? '' : ' '}${word} `
    clause = word
    text += renderAction(a, action)
  }
  checkLength(a, place, text)
  return text
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The text of an update in its simple form; `undefined` for one that writes nothing. */
export const renderUpdate = (a: Allocator, update: Update<never>): string | undefined =>
  total(
    () => textOf(a, update),
    () => refuse(a, place, 'what stands there is no update'),
  )
