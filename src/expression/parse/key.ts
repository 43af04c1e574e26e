/**
 * The text of a key condition read back.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { KeyCondition as K } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const key = K.parse('s >= :s AND p = :p', { values: { ':p': { S: 'x' }, ':s': { N: '1' } } })
 * assert.deepStrictEqual(key, E.right(K.keyCondition([{ name: 'p', value: { S: 'x' } }], { name: 's', range: K.gte({ N: '1' }) })))
 * ```
 */
import * as E from 'fp-ts/Either'
import type { AttributeValue } from '../../value/AttributeValue'
import type { AnyCondition } from '../condition/fold'
import { childrenOf } from '../condition/fold'
import type { Operand } from '../condition/model'
import { flawOf } from '../key/interpreters'
import type { KeyCondition, KeyEquals, Range } from '../key/model'
import { parseConditionAsWritten } from './condition'
import { guarded, isParseError, type ParseError, type Placeholders, parseError } from './ParseError'

interface Part {
  readonly name: string
  readonly range: Range<AttributeValue>
}

const flipped = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

const nameOf = (o: Operand): string | undefined =>
  o._tag === 'Path' && o.segments.length === 1 ? o.segments[0] : undefined

const unsupported = (operator: string): ParseError =>
  parseError(0, `Invalid operator used in KeyConditionExpression: ${operator}`)

const nested = parseError(0, 'KeyConditionExpressions cannot contain nested operations')

const part = (c: AnyCondition): Part | ParseError => {
  switch (c._tag) {
    case 'Compare': {
      if (c.comparator === '<>') return unsupported('<>')
      const isFlipped = c.left._tag === 'Value'
      const name = nameOf(isFlipped ? c.right : c.left)
      const other = isFlipped ? c.left : c.right
      if (name === undefined || other._tag !== 'Value') return nested
      const comparator = isFlipped ? flipped[c.comparator] : c.comparator
      return { name, range: { _tag: 'Compare', comparator, value: other.value } }
    }
    case 'Between': {
      const name = nameOf(c.operand)
      return name === undefined || c.low._tag !== 'Value' || c.high._tag !== 'Value'
        ? nested
        : { name, range: { _tag: 'Between', low: c.low.value, high: c.high.value } }
    }
    case 'BeginsWith': {
      const name = nameOf(c.path)
      return name === undefined || c.prefix._tag !== 'Value'
        ? nested
        : { name, range: { _tag: 'BeginsWith', prefix: c.prefix.value } }
    }
    case 'In':
    case 'Or':
    case 'Not':
      return unsupported(c._tag.toUpperCase())
    case 'Contains':
      return unsupported('contains')
    case 'Exists':
      return unsupported('attribute_exists')
    case 'Missing':
      return unsupported('attribute_not_exists')
    case 'HasType':
      return unsupported('attribute_type')
    default:
      return nested
  }
}

const assemble = (parts: ReadonlyArray<Part>): KeyCondition | ParseError => {
  const equals: Array<KeyEquals> = []
  let range: Part | undefined
  for (const p of parts) {
    if (p.range._tag === 'Compare' && p.range.comparator === '=') equals.push({ name: p.name, value: p.range.value })
    else if (range !== undefined) {
      return parseError(0, 'KeyConditionExpressions must only contain one condition per key')
    } else range = p
  }
  const [first, ...rest] = equals
  if (first === undefined) return parseError(0, 'Query key condition not supported')
  return range === undefined
    ? { _tag: 'KeyCondition', equals: [first, ...rest] }
    : { _tag: 'KeyCondition', equals: [first, ...rest], range }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * The key condition of a text. It knows no table: equalities come in the order of the text, and a range on what turns out
 * to be a partition key is for the store to refuse.
 *
 * Law: `parse(render(k)) = k` where the range is no equality.
 */
export const parseKeyCondition = (text: string, placeholders: Placeholders = {}): E.Either<ParseError, KeyCondition> =>
  guarded(() => {
    const written = parseConditionAsWritten(text, placeholders)
    if (E.isLeft(written)) return written
    const parsed = written.right
    const parts: Array<Part> = []
    for (const c of parsed._tag === 'And' ? childrenOf(parsed) : [parsed]) {
      const p = part(c)
      if (isParseError(p)) return E.left(p)
      parts.push(p)
    }
    const key = assemble(parts)
    if (isParseError(key)) return E.left(key)
    const wrong = flawOf(key)
    return wrong === undefined ? E.right(key) : E.left(parseError(0, wrong[1]))
  })
