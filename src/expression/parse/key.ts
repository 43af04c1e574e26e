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
import { pipe } from 'fp-ts/function'
import type { AnyCondition } from '../condition/fold'
import { childrenOf } from '../condition/fold'
import type { Operand } from '../condition/model'
import { flawOf } from '../key/interpreters'
import type { KeyCondition, KeyEquals } from '../key/model'
import { condition } from './expression'
import { guarded, isParseError, type ParseError, type Placeholders, parseError } from './ParseError'
import { whole } from './reader'

type KeyRange = NonNullable<KeyCondition['range']>

const flipped = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

const nameOf = (o: Operand): string | undefined =>
  o._tag === 'Path' && o.segments.length === 1 ? o.segments[0] : undefined

const unsupported = (operator: string): ParseError =>
  parseError(0, `Invalid operator used in KeyConditionExpression: ${operator}`)

const nested = parseError(0, 'KeyConditionExpressions cannot contain nested operations')

const part = (c: AnyCondition): KeyEquals | KeyRange | ParseError => {
  switch (c._tag) {
    case 'Compare': {
      if (c.comparator === '<>') return unsupported('<>')
      const [left, comparator, right] =
        c.left._tag === 'Value' ? [c.right, flipped[c.comparator], c.left] : [c.left, c.comparator, c.right]
      const name = nameOf(left)
      if (name === undefined || right._tag !== 'Value') return nested
      const { value } = right
      return comparator === '=' ? { name, value } : { name, range: { _tag: 'Compare', comparator, value } }
    }
    case 'Between': {
      const { operand, low, high } = c
      const name = nameOf(operand)
      return name === undefined || low._tag !== 'Value' || high._tag !== 'Value'
        ? nested
        : { name, range: { _tag: 'Between', low: low.value, high: high.value } }
    }
    case 'BeginsWith': {
      const { path, prefix } = c
      const name = nameOf(path)
      return name === undefined || prefix._tag !== 'Value'
        ? nested
        : { name, range: { _tag: 'BeginsWith', prefix: prefix.value } }
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

const assemble = (parts: ReadonlyArray<AnyCondition>): E.Either<ParseError, KeyCondition> => {
  const equals: Array<KeyEquals> = []
  let range: KeyRange | undefined
  for (const c of parts) {
    const p = part(c)
    if (isParseError(p)) return E.left(p)
    if ('value' in p) equals.push(p)
    else if (range === undefined) range = p
    else return E.left(parseError(0, 'KeyConditionExpressions must only contain one condition per key'))
  }
  const [first, ...rest] = equals
  if (first === undefined) return E.left(parseError(0, 'Query key condition not supported'))
  const key: KeyCondition = {
    _tag: 'KeyCondition',
    equals: [first, ...rest],
    ...(range === undefined ? {} : { range }),
  }
  const wrong = flawOf(key)
  return wrong === undefined ? E.right(key) : E.left(parseError(0, wrong[1]))
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
  guarded(() =>
    pipe(
      whole(text, placeholders, condition),
      E.chain((written) => assemble(written._tag === 'And' ? childrenOf(written) : [written])),
    ),
  )
