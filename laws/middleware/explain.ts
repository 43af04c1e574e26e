/** The laws of explanations. */
import * as fc from 'fast-check'
import { explain } from '../../src/interpreter/middleware/explain'
import { explainOperation } from '../../src/interpreter/middleware/explain/operation'
import { type Laws, laws, property } from '../law'
import { operations } from './run'
import { transparentLaws } from './transparent'

// How many parts stand by themselves: what is printed of each begins a line of its own.
const leastLines = (operation: unknown): number => {
  const parts = operation as { readonly actions?: ReadonlyArray<unknown>; readonly writes?: ReadonlyArray<unknown> }
  return 1 + (parts.actions?.length ?? 0) + (parts.writes?.length ?? 0)
}

// Strings with line breaks of all kinds, in the places where a user has text.
const text = fc.constantFrom('a\nb', 'a\r\nb', 'a\u2028b', 'a\u2029b', 'a\u0085b', '\u001b[1m', 'plain')

const breaks = ['\n', '\r', '\u2028', '\u2029', '\u0085', '\u001b']

/** The laws of `explain` and `explainOperation`. */
export const explainLaws: Laws = laws(
  'explanations',
  [
    property('there is a line for each part of an operation, and more for its expressions', operations, ({ value }) => {
      for (const operation of value) {
        const lines = explainOperation(operation).split('\n')
        if (lines.length < leastLines(operation)) return lines.join('\n')
        if (lines.some((line, i) => i > 0 && !line.startsWith('  '))) return lines.join('\n')
      }
      return undefined
    }),
    property('a text of the user breaks no line', fc.tuple(text, text, text), ([table, name, value]) => {
      const explained = explainOperation({
        _tag: 'PutItem',
        put: { _tag: 'Put', table, item: { [name]: { S: value } }, condition: { _tag: 'Always' } },
        returning: 'none',
        itemOnFailure: false,
      })
      return [...explained].some((c) => breaks.includes(c)) ? JSON.stringify(explained) : undefined
    }),
    property('it is total', fc.anything(), (junk) => {
      const explained: unknown = explainOperation(junk as never)
      return typeof explained === 'string' ? undefined : `no text: ${String(explained)}`
    }),
  ],
  [transparentLaws(explain(() => undefined, { answers: true }))],
)
