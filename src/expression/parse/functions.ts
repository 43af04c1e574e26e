/** The functions of conditions: what each is of its operands. */
import type { Tag } from '../../value/AttributeValue'
import { isTag, tagOfUnknown, tags } from '../../value/tag'
import { includes, sizeOf, startsWith } from '../condition/evaluate'
import type { AnyCondition } from '../condition/fold'
import type { Operand } from '../condition/model'
import { type ParseError, parseError } from './ParseError'
import type { Token } from './reader'
import { noPath, sameTwice, typeOf, wrongCount, wrongType, wrongTypes } from './refusals'

// -----------------------------------------------------------------------------
// size
// -----------------------------------------------------------------------------

const size = (token: Token, of: Operand): Operand | ParseError => {
  if (of._tag === 'Path') return { _tag: 'Size', path: of }
  const known = of._tag === 'Value' ? sizeOf(of.value) : undefined
  return known === undefined ? wrongType(token, token.text, typeOf(of)) : { _tag: 'Value', value: { N: String(known) } }
}

// -----------------------------------------------------------------------------
// conditions
// -----------------------------------------------------------------------------

// Of values alone no item decides. DynamoDB takes them, though its grammar asks for a path.
const constant = (holds: boolean): AnyCondition => ({ _tag: holds ? 'Always' : 'Never' })

const anyTag = (): string => `{${tags.join()}}`

const hasType = (token: Token, first: Operand, second: Operand): AnyCondition | ParseError => {
  const type = second._tag === 'Value' && 'S' in second.value ? second.value.S : undefined
  if (type === undefined) return wrongType(token, token.text, typeOf(second) ?? anyTag())
  if (!isTag(type)) {
    return parseError(token.position, `Invalid attribute type name found; type: ${type}, valid types: ${anyTag()}`)
  }
  if (first._tag === 'Value') return constant(tagOfUnknown(first.value) === type)
  return first._tag === 'Path' ? { _tag: 'HasType', path: first, type } : noPath(token)
}

const isTextOrBytes = (type: Tag): boolean => type === 'S' || type === 'B'

const beginsWith = (token: Token, first: Operand, second: Operand): AnyCondition | ParseError => {
  const wrong = wrongTypes(token, token.text, [first, second], isTextOrBytes)
  if (wrong !== undefined) return wrong
  if (first._tag === 'Value' && second._tag === 'Value') return constant(startsWith(first.value, second.value))
  if (first._tag !== 'Path') return noPath(token)
  return sameTwice(token, token.text, first, [second]) ?? { _tag: 'BeginsWith', path: first, prefix: second }
}

const contains = (token: Token, first: Operand, second: Operand): AnyCondition | ParseError => {
  if (first._tag === 'Value' && second._tag === 'Value') return constant(includes(first.value, second.value))
  if (first._tag !== 'Path') return noPath(token)
  return sameTwice(token, token.text, first, [second]) ?? { _tag: 'Contains', path: first, operand: second }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What a function is of its operands: `size` is an operand itself, the others are conditions. */
export const apply = (
  token: Token,
  operands: readonly [Operand, ...ReadonlyArray<Operand>],
): Operand | AnyCondition | ParseError => {
  const [first, second] = operands
  if (second === undefined) {
    switch (token.text) {
      case 'size':
        return size(token, first)
      case 'attribute_exists':
        return first._tag === 'Path' ? { _tag: 'Exists', path: first } : noPath(token)
      case 'attribute_not_exists':
        return first._tag === 'Path' ? { _tag: 'Missing', path: first } : noPath(token)
    }
  } else if (operands.length === 2) {
    switch (token.text) {
      case 'attribute_type':
        return hasType(token, first, second)
      case 'begins_with':
        return beginsWith(token, first, second)
      case 'contains':
        return contains(token, first, second)
    }
  }
  return wrongCount(token, operands.length)
}
