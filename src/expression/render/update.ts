/** Updates as DynamoDB's text, clause by clause. */
import * as E from 'fp-ts/Either'
import type { Action, SetValue, Update } from '../update/model'
import { simplify } from '../update/simplify'
import { validate } from '../update/validate'
import { type Allocator, checkLength, renderPath, renderValue } from './allocator'

const place = 'UpdateExpression'

const setValue = (a: Allocator, v: SetValue): string => {
  switch (v._tag) {
    case 'Value':
      return renderValue(a, place, v.value)
    case 'Path':
      return renderPath(a, place, v.segments)
    case 'IfMissing':
      return `if_not_exists(${renderPath(a, place, v.path.segments)}, ${setValue(a, v.otherwise)})`
    case 'ListAppend':
      return `list_append(${setValue(a, v.first)}, ${setValue(a, v.second)})`
    case 'Arithmetic':
      return `${setValue(a, v.left)} ${v.operator} ${setValue(a, v.right)}`
  }
}

const renderAction = (a: Allocator, action: Action): string => {
  const path = renderPath(a, place, action.path.segments)
  switch (action._tag) {
    case 'Set':
      return `${path} = ${setValue(a, action.value)}`
    case 'Remove':
      return path
    case 'Add':
    case 'Delete':
      return `${path} ${renderValue(a, place, action.value.value)}`
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The text of an update in its simple form; `undefined` for one that writes nothing. */
export const renderUpdate = (a: Allocator, update: Update<never>): string | undefined => {
  if (update.actions.length === 0) return undefined
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
