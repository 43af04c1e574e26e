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
import { total } from '../../program/total'
import { asking } from './metered'
import { attributesOf, attributesOfAnswer, messageOf, spanName } from './tracing/attributes'
import { client, failure, type Span, type Tracer } from './tracing/Tracer'
import { type AnyAnswer, quietly } from './watched'

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
const within = <A>(tracer: Tracer, operation: Operation, run: (span: Span | undefined) => Promise<A>): Promise<A> => {
  let running: Promise<A> | undefined
  const once = (span: Span | undefined): Promise<A> => {
    running ??= run(span)
    return running
  }
  quietly(() =>
    tracer.startActiveSpan(spanName(operation), { kind: client, attributes: attributesOf(operation) }, once),
  )
  return once(undefined)
}

/**
 * A span for each operation, active while it runs, and always ended: named after the operation and its table, of kind
 * `CLIENT`, with the attributes of OpenTelemetry's conventions for DynamoDB as far as an interpreter knows them. A failure
 * is status `ERROR`, with the `_tag` of the error as `error.type` and DynamoDB's own name as `db.response.status_code`.
 * No keys and no values of items are told; a failure's message is the store's.
 *
 * Inside `retrying` it gives a span for each attempt, outside one for all of them. What the tracer throws changes nothing.
 */
export const tracing =
  (tracer: Tracer, { consumed = false }: TracingOptions = {}): Middleware =>
  (interpreter: Interpreter): Interpreter => {
    const ask = total(interpreter)
    return (operation) => () =>
      within(tracer, operation, async (span) => {
        if (span === undefined) return ask(operation)()
        if (consumed) return asking(interpreter, (answer) => end(span, answer))(operation)()
        const answer = await ask(operation)()
        end(span, answer)
        return answer
      })
  }
