/** The laws of spans. */
import * as E from 'fp-ts/Either'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { type Span, type Tracer, tracing } from '../../src/interpreter/middleware/tracing'
import { type Laws, laws, property } from '../law'
import { initial, operations } from './run'
import { transparentLaws } from './transparent'

/** What became of a span. */
interface Told {
  readonly name: string
  error: boolean
  ended: number
}

/** A tracer, and what it was told. */
const telling = (): { readonly tracer: Tracer; readonly spans: ReadonlyArray<Told> } => {
  const spans: Array<Told> = []
  const tracer: Tracer = {
    startActiveSpan: (name, _, run) => {
      const told: Told = { name, error: false, ended: 0 }
      spans.push(told)
      const span: Span = {
        setAttributes: () => undefined,
        setStatus: () => {
          told.error = true
        },
        end: () => {
          told.ended++
        },
      }
      return run(span)
    },
  }
  return { tracer, spans }
}

/** The laws of `tracing`. */
export const tracingLaws: Laws = laws(
  'spans',
  [
    property(
      'each operation has one span, which ends once, and is an error where it failed',
      operations,
      async (given) => {
        const { tracer, spans } = telling()
        const interpreter = tracing(tracer)(inMemory({ state: initial }))
        const answers = await Promise.all(given.value.map((operation) => interpreter(operation)()))
        const expected = answers.map((answer) => ({ error: E.isLeft(answer), ended: 1 }))
        const actual = spans.map(({ error, ended }) => ({ error, ended }))
        const [x, y] = [JSON.stringify(actual), JSON.stringify(expected)]
        return x === y ? undefined : `spans:    ${x}\nexpected: ${y}`
      },
    ),
  ],
  [transparentLaws(tracing(telling().tracer, { consumed: true }))],
)
