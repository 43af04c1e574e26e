/**
 * Log: what was asked of an interpreter and what it answered, as data and as text.
 *
 * @example
 * ```ts
 * import { type Entry, parseLog, showEntry } from 'bloop-ts/middleware'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const entry: Entry = {
 *   asked: 0,
 *   answered: 0,
 *   operation: { _tag: 'GetItem', table: 'users', key: { id: { B: Uint8Array.of(1, 2) } }, consistent: false },
 *   answer: E.right({}),
 * }
 * const text = showEntry(entry)
 * assert.strictEqual(text.includes('\n'), false)
 * assert.deepStrictEqual(parseLog(text), E.right([entry]))
 * assert.strictEqual(parseLog('nonsense')._tag, 'Left')
 * ```
 */
import * as E from 'fp-ts/Either'
import type { Operation } from '../../../program/Operation'
import { isOperationName, isOutputOf } from '../../../program/total'
import type { Mismatch } from '../../../value/Mismatch'
import type { AnyAnswer } from '../watched'
import { fromJson, malformed, toJson } from './json'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An operation that was answered. */
export interface Entry {
  /** How many were asked before it. */
  readonly asked: number
  /** How many were answered before it: another number than `asked` where operations overlapped. */
  readonly answered: number
  readonly operation: Operation
  readonly answer: AnyAnswer
}

/** What was asked and answered, in the order of the answers. */
export type Log = ReadonlyArray<Entry>

/** A text that is no log: all places. The first segment of a path is the line, from 0. */
export interface InvalidLog {
  readonly _tag: 'InvalidLog'
  readonly mismatches: ReadonlyArray<Mismatch>
}

// -----------------------------------------------------------------------------
// interpreters: to text
// -----------------------------------------------------------------------------

/** An entry as one line of JSON: to be appended to a file as it comes. */
export const showEntry = (entry: Entry): string => JSON.stringify(toJson(entry))

/** A log as text, a line for each entry. */
export const showLog = (log: Log): string => log.map(showEntry).join('\n')

// -----------------------------------------------------------------------------
// interpreters: from text
// -----------------------------------------------------------------------------

interface Properties {
  readonly [name: string]: unknown
}

const isRecord = (u: unknown): u is Properties => typeof u === 'object' && u !== null

const isIndex = (u: unknown): boolean => Number.isSafeInteger(u) && (u as number) >= 0

const isAnswer = (operation: unknown, u: unknown): boolean => {
  if (!isRecord(u) || !isRecord(operation) || !isOperationName(operation._tag)) return false
  return u._tag === 'Left'
    ? isRecord(u.left) && typeof u.left._tag === 'string'
    : u._tag === 'Right' && isOutputOf(operation._tag, u.right)
}

const flaws = (line: number, u: unknown): ReadonlyArray<Mismatch> => {
  if (!isRecord(u)) return [{ path: [line], expected: 'an entry of a log', actual: u }]
  const { operation, answer } = u
  const wrong = (name: string, expected: string, holds: boolean): ReadonlyArray<Mismatch> =>
    holds ? [] : [{ path: [line, name], expected, actual: u[name] }]
  return [
    ...wrong('asked', 'a whole number from 0', isIndex(u.asked)),
    ...wrong('answered', 'a whole number from 0', isIndex(u.answered)),
    ...(isRecord(operation) && isOperationName(operation._tag)
      ? wrong('answer', `an answer to ${operation._tag}`, isAnswer(operation, answer))
      : wrong('operation', 'an operation', false)),
  ]
}

const parseLine = (text: string): unknown => {
  try {
    const data = fromJson(JSON.parse(text))
    return data === malformed ? text : data
  } catch {
    return text
  }
}

/** The log that a text is; empty lines are passed over. All that is wrong with it is told. */
export const parseLog = (text: string): E.Either<InvalidLog, Log> => {
  const entries: Array<Entry> = []
  const mismatches: Array<Mismatch> = []
  for (const [line, one] of text.split('\n').entries()) {
    if (one.trim() === '') continue
    const data = parseLine(one)
    const found = flaws(line, data)
    mismatches.push(...found)
    // As far as it can be checked without a store: `flaws` found nothing.
    if (found.length === 0) entries.push(data as Entry)
  }
  return mismatches.length === 0 ? E.right(entries) : E.left({ _tag: 'InvalidLog', mismatches })
}
