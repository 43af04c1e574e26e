/**
 * tracing: a span for each operation, with any tracer of OpenTelemetry's shape; its API is not needed to compile or run.
 *
 * @example
 * ```ts
 * import { Program } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { type Span, type SpanAttributes, type Tracer, tracing } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const said: Array<unknown> = []
 * const span: Span = {
 *   setAttributes: (attributes: SpanAttributes) => said.push(attributes['error.type']),
 *   setStatus: ({ code }) => said.push(code),
 *   end: () => said.push('ended'),
 * }
 * const tracer: Tracer = {
 *   startActiveSpan: (name, _, run) => {
 *     said.push(name)
 *     return run(span)
 *   },
 * }
 * await Program.perform({ _tag: 'DescribeTable', table: 'users' })(tracing(tracer)(inMemory()))()
 * assert.deepStrictEqual(said, ['DescribeTable users', 'TableNotFound', 2, 'ended'])
 * ```
 */
import * as E from 'fp-ts/Either'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { Operation } from '../../program/Operation'
import { quietly } from '../../program/quietly'
import { isOperation, total } from '../../program/total'
import { asking } from './metered'
import type { AnyAnswer } from './tapped'
import { attributesOf, attributesOfAnswer, messageOf, spanName } from './tracing/attributes'
import { client, failure, type Span, type SpanAttributes, type Tracer } from './tracing/Tracer'

export type { Span, SpanAttributes, SpanOptions, Tracer } from './tracing/Tracer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What spans say. */
export interface TracingOptions {
  /** Whether the store is asked what operations consume, where their caller does not ask. False. */
  readonly consumed?: boolean
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const end = (span: Span, answer: AnyAnswer): void => {
  quietly(() => span.setAttributes(attributesOfAnswer(answer)))
  const message = messageOf(answer)
  if (E.isLeft(answer)) quietly(() => span.setStatus({ code: failure, ...(message === undefined ? {} : { message }) }))
  quietly(() => span.end())
}

/** Runs within a span, and once, whatever the tracer does: one that throws, or calls nothing, leaves the operation untraced. */
const within = <A extends AnyAnswer>(
  tracer: Tracer,
  operation: Operation,
  attributes: SpanAttributes,
  run: (span: Span | undefined) => Promise<A>,
): Promise<A> => {
  let running: Promise<A> | undefined
  const spans = new Set<Span>()
  const once = (span: Span | undefined): Promise<A> => {
    if (running === undefined) running = run(span)
    // The operation runs without it: it is ended all the same.
    else if (span !== undefined && !spans.has(span)) running.then((answer) => end(span, answer))
    if (span !== undefined) spans.add(span)
    return running
  }
  quietly(() => tracer.startActiveSpan(spanName(operation), { kind: client, attributes }, once))
  return once(undefined)
}

/** How often each operation was asked, and failed, in a row: one that is asked again is the same object. */
const attempts = () => {
  const failures = new WeakMap<object, number>()
  return {
    attributes: (operation: Operation): SpanAttributes => {
      const before = isOperation(operation) ? failures.get(operation) : undefined
      return before === undefined ? {} : { 'bloop.attempt': before + 1 }
    },
    ended: (operation: Operation, { _tag }: AnyAnswer): void => {
      if (!isOperation(operation)) return
      if (_tag === 'Right') failures.delete(operation)
      else failures.set(operation, (failures.get(operation) ?? 0) + 1)
    },
  }
}

/**
 * A span for each operation, active while it runs, and always ended: named after the operation and its table, of kind
 * `CLIENT`, with the attributes of OpenTelemetry's conventions for DynamoDB as far as an interpreter knows them. A failure
 * is status `ERROR`, with the `_tag` of the error as `error.type` and DynamoDB's own name as `db.response.status_code`.
 * No keys and no values of items are told; a failure's message is the store's.
 *
 * Inside `retrying` it gives a span for each attempt, outside one for all of them. An operation that is asked again after it
 * failed, which is the same object, has the attribute `bloop.attempt`: 2, 3 and so on, whoever asks again. What a batch left
 * unprocessed is another operation, and is not counted. What the tracer throws changes nothing.
 */
export const tracing =
  (tracer: Tracer, { consumed = false }: TracingOptions = {}): Middleware =>
  (interpreter: Interpreter): Interpreter => {
    const ask = total(interpreter)
    const { attributes, ended } = attempts()
    return (operation) => async () => {
      const given = quietly(() => ({ ...attributesOf(operation), ...attributes(operation) })) ?? {}
      const answer = await within(tracer, operation, given, async (span) => {
        if (span === undefined) return ask(operation)()
        if (consumed) return asking(interpreter, (told) => end(span, told))(operation)()
        const told = await ask(operation)()
        end(span, told)
        return told
      })
      ended(operation, answer)
      return answer
    }
  }
