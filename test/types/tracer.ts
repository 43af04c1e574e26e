// OpenTelemetry's tracer is one of ours: its published types, as far as they are compared, written down by hand from
// @opentelemetry/api 1.10 (SpanOptions, Span, Tracer).
import type { Tracer } from '../../src/interpreter/middleware/tracing/Tracer'

enum SpanKind {
  INTERNAL = 0,
  SERVER = 1,
  CLIENT = 2,
  PRODUCER = 3,
  CONSUMER = 4,
}
enum SpanStatusCode {
  UNSET = 0,
  OK = 1,
  ERROR = 2,
}
type AttributeValue =
  | string
  | number
  | boolean
  | Array<null | undefined | string>
  | Array<null | undefined | number>
  | Array<null | undefined | boolean>
interface Attributes {
  [attributeKey: string]: AttributeValue | undefined
}
type TimeInput = [number, number] | number | Date
interface Context {
  getValue(key: symbol): unknown
  setValue(key: symbol, value: unknown): Context
  deleteValue(key: symbol): Context
}
interface OtelSpanOptions {
  kind?: SpanKind
  attributes?: Attributes
  links?: Array<{ context: object; attributes?: Attributes }>
  startTime?: TimeInput
  root?: boolean
}
interface OtelSpan {
  setAttribute(key: string, value: AttributeValue): this
  setAttributes(attributes: Attributes): this
  addEvent(name: string, attributesOrStartTime?: Attributes | TimeInput, startTime?: TimeInput): this
  setStatus(status: { code: SpanStatusCode; message?: string }): this
  updateName(name: string): this
  end(endTime?: TimeInput): void
  isRecording(): boolean
}
interface OtelTracer {
  startSpan(name: string, options?: OtelSpanOptions, context?: Context): OtelSpan
  startActiveSpan<F extends (span: OtelSpan) => unknown>(name: string, fn: F): ReturnType<F>
  startActiveSpan<F extends (span: OtelSpan) => unknown>(name: string, options: OtelSpanOptions, fn: F): ReturnType<F>
  startActiveSpan<F extends (span: OtelSpan) => unknown>(
    name: string,
    options: OtelSpanOptions,
    context: Context,
    fn: F,
  ): ReturnType<F>
}

export const isOurs = (tracer: OtelTracer): Tracer => tracer

interface NoTracer {
  startActiveSpan(name: number): void
}
// @ts-expect-error what begins no spans is no tracer
export const isNot = (tracer: NoTracer): Tracer => tracer
