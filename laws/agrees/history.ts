/** What happened in a run: for the search, moments and answers; for people, lines of text. */
import { stringify, toStringMethod } from 'fast-check'
import type { Either } from 'fp-ts/Either'
import { isPlainObject } from '../../src/codec/guards'
import type { Planned } from './scenario'
import type { Taken } from './turns'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A call that was answered. */
export interface Called<S> extends Planned<S> {
  readonly _tag: 'Called'
  readonly began: number
  readonly ended: number
  readonly answer: Either<unknown, unknown>
}

/** What was observed while no call was under way. */
export interface Seen<S> {
  readonly _tag: 'Seen'
  readonly began: number
  readonly ended: number
  readonly state: S
}

/** What is searched an order of. */
export type Entry<S> = Called<S> | Seen<S>

/** A run. */
export interface History<S> {
  readonly entries: ReadonlyArray<Entry<S>>
  /** Calls, operations and answers as they followed each other; made text only for a failure. */
  readonly lines: ReadonlyArray<() => string>
  /** What is wrong, whatever the model says: an invariant that broke, a function that threw. The lines end there. */
  readonly flaw?: string
  /** Whether a call was given up that did nothing any more. */
  readonly isStuck: boolean
  /** Whose turns it was. */
  readonly taken: ReadonlyArray<Taken>
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Texts longer than this are cut. */
const longest = 400

const cut = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest)}…`)

// Two sides are compared by eye: the names of records stand in one order.
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isPlainObject(value) || Object.hasOwn(value, toStringMethod)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([name, inner]) => [name, inOrder(inner)]),
  )
}

/** A value as text. */
export const showValue = (value: unknown): string => cut(stringify(inOrder(value)))

/** An answer as text. */
export const showAnswer = (answer: Either<unknown, unknown>): string =>
  answer._tag === 'Right' ? `answers ${showValue(answer.right)}` : `fails with ${showValue(answer.left)}`
