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
import { tablesOf } from '../../../program/tablesOf'
import { isOperation, isOutputOf } from '../../../program/total'
import { validateOperation } from '../../../program/validate'
import type { Mismatch } from '../../../value/Mismatch'
import type { AnyAnswer } from '../tapped'
import { isErrorOf } from './errors'
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

// What could have been sent. What could not is told as it is: it may well have been asked, and refused.
const isSendable = (operation: Operation): boolean =>
  validateOperation(operation) === undefined && tablesOf(operation).every((table) => typeof table === 'string')

const isAnswer = (operation: Operation, u: unknown): boolean =>
  isRecord(u) &&
  (u._tag === 'Left'
    ? isErrorOf(operation._tag, u.left)
    : u._tag === 'Right' && isOutputOf(operation._tag, u.right) && isSendable(operation))

/** How many entries there are, and which numbers were told before. */
interface Told {
  readonly entries: number
  readonly asked: Set<unknown>
  readonly answered: Set<unknown>
}

const isNew = (told: Set<unknown>, u: unknown): boolean => !told.has(u) && told.add(u).size > 0

const flaws = (line: number, u: unknown, told: Told): ReadonlyArray<Mismatch> => {
  if (!isRecord(u)) return [{ path: [line], expected: 'an entry of a log', actual: u }]
  const { operation, answer, asked, answered } = u
  const wrong = (name: string, expected: string, holds: boolean): ReadonlyArray<Mismatch> =>
    holds ? [] : [{ path: [line, name], expected, actual: u[name] }]
  const most = told.entries - 1
  return [
    ...wrong('asked', 'a whole number from 0, in no other line', isIndex(asked) && isNew(told.asked, asked)),
    ...wrong(
      'answered',
      `a whole number from 0 to ${most}, in no other line`,
      isIndex(answered) && Number(answered) <= most && isNew(told.answered, answered),
    ),
    ...(isOperation(operation)
      ? wrong('answer', `an answer to this ${operation._tag}`, isAnswer(operation, answer))
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

/**
 * The log that a text is; empty lines are passed over. All that is wrong with it is told: lines that are doubled, or that are
 * missing before the last, an operation that could not have been answered so, an answer that is none to its operation. An
 * operation that was never answered is in no line, so `asked` may have gaps.
 */
export const parseLog = (text: string): E.Either<InvalidLog, Log> => {
  const entries: Array<Entry> = []
  const mismatches: Array<Mismatch> = []
  const lines = text.split('\n').flatMap((one, line) => (one.trim() === '' ? [] : [[line, one] as const]))
  const told: Told = { entries: lines.length, asked: new Set(), answered: new Set() }
  for (const [line, one] of lines) {
    const data = parseLine(one)
    const found = flaws(line, data, told)
    mismatches.push(...found)
    // As far as it can be checked without a store: `flaws` found nothing.
    if (found.length === 0) entries.push(data as Entry)
  }
  return mismatches.length === 0 ? E.right(entries) : E.left({ _tag: 'InvalidLog', mismatches })
}
