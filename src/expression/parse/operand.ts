/** What all expressions are made of: document paths and values. */
import { flaw, maxIndex, maxSegments, type Segment, type Segments } from '../../value/Path'
import { lookup } from '../../value/record'
import { tagOfUnknown } from '../../value/tag'
import type { PathOperand, ValueOperand } from '../condition/model'
import { type ParseError, parseError } from './ParseError'
import { expect, isSign, peek, type Reader, unexpected } from './reader'

// -----------------------------------------------------------------------------
// paths
// -----------------------------------------------------------------------------

// Words that are no attribute names without a placeholder, because the grammar has them.
const keywords = new Set(['AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'SET', 'REMOVE', 'ADD', 'DELETE'])

const name = (r: Reader): string | ParseError => {
  const { kind, position, text } = peek(r)
  if (kind === 'word' && !keywords.has(text.toUpperCase())) {
    r.next++
    return text
  }
  if (kind !== 'name') return unexpected(r)
  const known = lookup(r.placeholders.names ?? {}, text)
  if (typeof known !== 'string') {
    const reason = 'An expression attribute name used in the document path is not defined; attribute name: '
    return parseError(position, `${reason}${text}`)
  }
  r.next++
  return known
}

const index = (r: Reader): number | ParseError => {
  const { kind, position, text } = peek(r)
  if (kind !== 'digits') return unexpected(r)
  const n = Number(text)
  if (n > maxIndex) return parseError(position, `List index is not within the allowable range; index: [${text}]`)
  r.next++
  return expect(r, ']') ?? n
}

/** A document path. */
export const path = (r: Reader): PathOperand | ParseError => {
  const { position } = peek(r)
  const root = name(r)
  if (typeof root === 'object') return root
  const rest: Array<Segment> = []
  for (;;) {
    const step = isSign(r, '.') ? name : isSign(r, '[') ? index : undefined
    if (step === undefined) break
    r.next++
    const segment = step(r)
    if (typeof segment === 'object') return segment
    rest.push(segment)
  }
  const segments: Segments = [root, ...rest]
  if (segments.length > maxSegments) {
    const reason = `The document path has too many nesting levels; nesting levels: ${segments.length}`
    return parseError(position, reason)
  }
  const wrong = flaw(segments)
  return wrong === undefined ? { _tag: 'Path', attribute: root, segments } : parseError(position, wrong)
}

// -----------------------------------------------------------------------------
// values
// -----------------------------------------------------------------------------

/** The value of a placeholder. */
export const value = (r: Reader): ValueOperand | ParseError => {
  const { kind, position, text } = peek(r)
  if (kind !== 'value') return unexpected(r)
  const known = lookup(r.placeholders.values ?? {}, text)
  if (known === undefined) {
    const reason = 'An expression attribute value used in expression is not defined; attribute value: '
    return parseError(position, `${reason}${text}`)
  }
  if (tagOfUnknown(known) === undefined) {
    const reason = 'An expression attribute value used in expression is no value; attribute value: '
    return parseError(position, `${reason}${text}`)
  }
  r.next++
  return { _tag: 'Value', value: known }
}
