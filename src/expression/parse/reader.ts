/**
 * Reading expressions token by token: words, placeholders, digits and signs, with blanks between.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
 */
import * as E from 'fp-ts/Either'
import { maxExpressionBytes, maxOperators } from '../limits'
import { isParseError, type ParseError, type Placeholders, parseError } from './ParseError'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What a token is; a sign may also be a character that no expression has. */
export type TokenKind = 'word' | 'name' | 'value' | 'digits' | 'sign' | 'end'

/** A token, with its place in the text. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly position: number
}

/** A place in the tokens of a text; moves forward as it is read. */
export interface Reader {
  readonly text: string
  readonly tokens: ReadonlyArray<Token>
  readonly placeholders: Placeholders
  next: number
  /** How many operators have been read. */
  operators: number
  /** How many parentheses are open. */
  depth: number
  /** The parentheses that were closed last: where they begin and end. */
  opened: number
  closed: number
}

/** More open parentheses than 300 operators can make use of. */
const maxOpen = 310

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const pattern = /([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(0|[1-9][0-9]*)|(?:<>|<=|>=|[^ \t\r\n])/gu

const utf8Length = (text: string): number => new TextEncoder().encode(text).length

const read = (text: string, placeholders: Placeholders): Reader | ParseError => {
  if (typeof text !== 'string') return parseError(0, 'The expression is no text;')
  if (text === '') return parseError(0, 'The expression can not be empty;')
  const size = utf8Length(text)
  if (size > maxExpressionBytes) {
    return parseError(0, `Expression size has exceeded the maximum allowed size; expression size: ${size}`)
  }
  const tokens: Array<Token> = []
  // Not by matchAll, which makes another pattern each time. At the end this one is at its beginning again.
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [token, word, name, value, digits] = match
    const kind = word ? 'word' : name ? 'name' : value ? 'value' : digits ? 'digits' : 'sign'
    tokens.push({ kind, text: token, position: match.index })
  }
  tokens.push({ kind: 'end', text: '<EOF>', position: text.length })
  return { text, tokens, placeholders, next: 0, operators: 0, depth: 0, opened: 0, closed: 0 }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The token that comes next, or the one behind it. The last one, the end, is never taken. */
export const peek = (r: Reader, ahead = 0): Token => r.tokens[r.next + ahead] as Token

/** Whether the next token is a sign. */
export const isSign = (r: Reader, sign: string): boolean => peek(r).text === sign

/** Whether the next token is a keyword, in capitals or not. */
export const isWord = (r: Reader, word: string): boolean => peek(r).text.toUpperCase() === word

/** Whether what comes next is a word with a parenthesis behind it: a function. */
export const isCall = (r: Reader): boolean => peek(r).kind === 'word' && peek(r, 1).text === '('

/** The error that the next token cannot stand where it does; `near` are the tokens around it. */
export const unexpected = (r: Reader): ParseError => {
  const token = peek(r)
  const { position, text } = r.tokens[r.next + 1] ?? token
  const near = r.text.slice(r.tokens[r.next - 1]?.position, position + text.length)
  return parseError(token.position, `Syntax error; token: "${token.text}", near: "${near}"`)
}

/** Takes a sign; an error where another token is next. */
export const expect = (r: Reader, sign: string): ParseError | undefined => {
  if (!isSign(r, sign)) return unexpected(r)
  r.next++
  return undefined
}

/** Takes the operator or the name of the function that is next; an error where it is one too many. */
export const operator = (r: Reader): ParseError | undefined => {
  const { position } = peek(r)
  r.next++
  r.operators++
  if (r.operators <= maxOperators) return undefined
  return parseError(position, `The expression contains too many operators; operator count: ${r.operators}`)
}

/** Things with commas between. */
export const commas = <A extends object>(
  r: Reader,
  one: (r: Reader) => A | ParseError,
): readonly [A, ...Array<A>] | ParseError => {
  const first = one(r)
  if (isParseError(first)) return first
  const all: [A, ...Array<A>] = [first]
  while (isSign(r, ',')) {
    r.next++
    const a = one(r)
    if (isParseError(a)) return a
    all.push(a)
  }
  return all
}

/** What stands between the parentheses that are next. Two pairs around the same are refused: `((x))`. */
export const parenthesised = <A extends object>(r: Reader, inside: (r: Reader) => A | ParseError): A | ParseError => {
  const opened = r.next
  if (r.depth === maxOpen) return redundant(r)
  r.depth++
  r.next++
  const a = inside(r)
  if (isParseError(a)) return a
  if (!isSign(r, ')')) return unexpected(r)
  if (r.opened === opened + 1 && r.closed === r.next - 1) return redundant(r)
  r.opened = opened
  r.closed = r.next
  r.depth--
  r.next++
  return a
}

const redundant = (r: Reader): ParseError => parseError(peek(r).position, 'The expression has redundant parentheses;')

/** All of a text, read by `one`. */
export const whole = <A extends object>(
  text: string,
  placeholders: Placeholders,
  one: (r: Reader) => A | ParseError,
): E.Either<ParseError, A> => {
  const r = read(text, placeholders)
  if (isParseError(r)) return E.left(r)
  const a = one(r)
  if (isParseError(a)) return E.left(a)
  return peek(r).kind === 'end' ? E.right(a) : E.left(unexpected(r))
}
