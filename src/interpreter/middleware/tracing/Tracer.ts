/**
 * What is used of OpenTelemetry's API, as types of its shape: its `Tracer` is one of these, and nothing is imported.
 *
 * Source: https://open-telemetry.github.io/opentelemetry-js/interfaces/_opentelemetry_api._opentelemetry_api.Tracer.html
 */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The attributes of a span, by name. Its arrays are mutable as OpenTelemetry has them; nobody changes them here. */
export interface SpanAttributes {
  [name: string]: string | number | boolean | Array<string>
}

/** `SpanKind.CLIENT`: a request to a remote service. */
export const client = 2
/** `SpanStatusCode.ERROR` */
export const failure = 2

/** What a span begins with. */
export interface SpanOptions {
  kind: typeof client
  attributes: SpanAttributes
}

/** One operation in a trace. */
export interface Span {
  setAttributes(attributes: SpanAttributes): unknown
  setStatus(status: { code: typeof failure; message?: string }): unknown
  end(): void
}

/** What begins spans: `trace.getTracer('…')` of `@opentelemetry/api` gives one. */
export interface Tracer {
  /** Begins a span, and calls the function while it is the active one. */
  startActiveSpan<A>(name: string, options: SpanOptions, run: (span: Span) => A): A
}
