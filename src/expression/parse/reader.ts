/**
 * Reading expressions token by token: words, placeholders, signs and digits, with blanks between.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
 */
import type { AttributeValue } from '../../value/AttributeValue'
import { flaw, maxIndex, maxSegments, type Segment, type Segments } from '../../value/Path'
import { lookup } from '../../value/record'
import { tagOfUnknown } from '../../value/tag'
import type { PathOperand } from '../condition/model'
import { maxExpressionBytes } from '../limits'
import { isParseError, type ParseError, type Placeholders, parseError } from './ParseError'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What a token is. */
export type TokenKind = 'word' | 'name' | 'value' | 'digits' | 'sign' | 'end'

/** A token, with its place in the text. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly position: number
}

/** A place in the tokens of a text; moves forward as it is read. */
export interface Reader {
  readonly tokens: ReadonlyArray<Token>
  readonly placeholders: Placeholders
  next: number
  /** How many parentheses are open. */
  depth: number
}

/** More open parentheses than 300 operators can make use of. */
export const maxOpen = 310

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const pattern =
  /\s*(?:([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(0|[1-9][0-9]*)|(<>|<=|>=|[=<>()[\].,+-])|(.))/suy
const kinds: ReadonlyArray<TokenKind> = ['word', 'name', 'value', 'digits', 'sign']

const utf8Length = (text: string): number => new TextEncoder().encode(text).length

/** The tokens of a text, or the first thing in it that is no token. */
export const read = (text: string, placeholders: Placeholders): Reader | ParseError => {
  if (typeof text !== 'string') return parseError(0, 'The expression is no text;')
  if (text === '') return parseError(0, 'The expression can not be empty;')
  if (text.length > maxExpressionBytes || utf8Length(text) > maxExpressionBytes) {
    const size = utf8Length(text)
    return parseError(0, `Expression size has exceeded the maximum allowed size; expression size: ${size}`)
  }
  const tokens: Array<Token> = []
  const end = text.trimEnd().length
  const scanner = new RegExp(pattern)
  while (scanner.lastIndex < end) {
    const match = scanner.exec(text)
    if (match === null) break
    const at = match.findIndex((group, i) => i > 0 && group !== undefined)
    const token = match[at] ?? ''
    const position = scanner.lastIndex - token.length
    const kind = kinds[at - 1]
    if (kind === undefined) return syntaxError(text, { kind: 'end', text: token, position })
    tokens.push({ kind, text: token, position })
  }
  tokens.push({ kind: 'end', text: '<EOF>', position: text.length })
  return { tokens, placeholders, next: 0, depth: 0 }
}

const syntaxError = (text: string, token: Token): ParseError => {
  const near = text.slice(Math.max(0, token.position - 2), token.position + 3)
  return parseError(token.position, `Syntax error; token: "${token.text}", near: "${near}"`)
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The token that comes next; `ahead` of it with an offset. */
export const peek = (r: Reader, ahead = 0): Token =>
  r.tokens[r.next + ahead] ?? (r.tokens[r.tokens.length - 1] as Token)

/** The next token, which is then behind. */
export const take = (r: Reader): Token => {
  const token = peek(r)
  r.next++
  return token
}

/** Whether the next token is a sign. */
export const isSign = (r: Reader, sign: string): boolean => {
  const token = peek(r)
  return token.kind === 'sign' && token.text === sign
}

/** Whether the next token is a keyword, in capitals or not. */
export const isWord = (r: Reader, word: string): boolean => {
  const token = peek(r)
  return token.kind === 'word' && token.text.toUpperCase() === word
}

/** The error that the next token cannot stand where it does. */
export const unexpected = (r: Reader): ParseError => {
  const token = peek(r)
  const before = peek(r, -1)
  const near = token === before || r.next === 0 ? token.text : `${before.text} ${token.text}`
  return parseError(token.position, `Syntax error; token: "${token.text}", near: "${near}"`)
}

/** Takes a sign; an error where another token is next. */
export const expect = (r: Reader, sign: string): ParseError | undefined => {
  if (!isSign(r, sign)) return unexpected(r)
  r.next++
  return undefined
}

/** An error where anything is left. */
export const expectEnd = (r: Reader): ParseError | undefined => (peek(r).kind === 'end' ? undefined : unexpected(r))

// Words that are no attribute names without a placeholder, because the grammar has them.
const keywords = new Set(['AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'SET', 'REMOVE', 'ADD', 'DELETE'])

const name = (r: Reader): string | ParseError => {
  const token = peek(r)
  if (token.kind === 'word' && !keywords.has(token.text.toUpperCase())) {
    r.next++
    return token.text
  }
  if (token.kind !== 'name') return unexpected(r)
  const known = lookup(r.placeholders.names ?? {}, token.text)
  if (typeof known !== 'string') {
    const reason = 'An expression attribute name used in the document path is not defined; attribute name: '
    return parseError(token.position, `${reason}${token.text}`)
  }
  r.next++
  return known
}

/** A document path. */
export const path = (r: Reader): PathOperand | ParseError => {
  const { position } = peek(r)
  const root = name(r)
  if (typeof root !== 'string') return root
  const rest: Array<Segment> = []
  for (;;) {
    if (isSign(r, '.')) {
      r.next++
      const entry = name(r)
      if (typeof entry !== 'string') return entry
      rest.push(entry)
    } else if (isSign(r, '[')) {
      r.next++
      const token = peek(r)
      if (token.kind !== 'digits') return unexpected(r)
      const index = Number(token.text)
      if (index > maxIndex) {
        return parseError(token.position, `List index is not within the allowable range; index: [${token.text}]`)
      }
      r.next++
      const close = expect(r, ']')
      if (close !== undefined) return close
      rest.push(index)
    } else break
  }
  const segments: Segments = [root, ...rest]
  if (segments.length > maxSegments) {
    const reason = `The document path has too many nesting levels; nesting levels: ${segments.length}`
    return parseError(position, reason)
  }
  const wrong = flaw(segments)
  return wrong === undefined ? { _tag: 'Path', attribute: root, segments } : parseError(position, wrong)
}

/** The value of a placeholder. */
export const value = (r: Reader): AttributeValue | ParseError => {
  const token = peek(r)
  if (token.kind !== 'value') return unexpected(r)
  const known = lookup(r.placeholders.values ?? {}, token.text)
  if (known === undefined) {
    const reason = 'An expression attribute value used in expression is not defined; attribute value: '
    return parseError(token.position, `${reason}${token.text}`)
  }
  if (tagOfUnknown(known) === undefined) {
    const reason = 'An expression attribute value used in expression is no value; attribute value: '
    return parseError(token.position, `${reason}${token.text}`)
  }
  r.next++
  return known
}

/** A list of things with commas between. */
export const commas = <A extends object>(r: Reader, one: (r: Reader) => A | ParseError): Array<A> | ParseError => {
  const out: Array<A> = []
  for (;;) {
    const a = one(r)
    if (isParseError(a)) return a
    out.push(a)
    if (!isSign(r, ',')) return out
    r.next++
  }
}
