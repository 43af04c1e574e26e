/** What tests of expressions read with: placeholders for all of their texts, and answers as text. */
import * as E from 'fp-ts/Either'
import type { ParseError, Placeholders } from '../../src/expression/Condition'

/** The placeholders of all texts. */
export const placeholders: Placeholders = {
  names: { '#a': 'a.b', '#p': '__proto__', '#x1_Z': 'x', '#empty': '' },
  values: {
    ':n': { N: '1' },
    ':m': { N: '2' },
    ':s': { S: 'x' },
    ':xy': { S: 'xy' },
    ':e': { S: '' },
    ':b': { B: Uint8Array.of(1) },
    ':bool': { BOOL: true },
    ':null': { NULL: true },
    ':l': { L: [] },
    ':map': { M: {} },
    ':ss': { SS: ['x'] },
    ':ns': { NS: ['1'] },
    ':bs': { BS: [Uint8Array.of(1)] },
    ':tN': { S: 'N' },
    ':tSS': { S: 'SS' },
  },
}

/** A text, and what it is read as, or the place and the reason why not. */
export type Row = readonly [text: string, answer: string]

/** What is read of the texts of some rows, as rows. */
export const reading =
  <A>(parse: (text: string, placeholders: Placeholders) => E.Either<ParseError, A>, show: (a: A) => string) =>
  (rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
    rows.map(([text]) => {
      const read = parse(text, placeholders)
      return [text, E.isLeft(read) ? `${read.left.position}: ${read.left.reason}` : show(read.right)]
    })

/** One part `n` times, each with its number, and what stands between. */
export const many = (n: number, part: (i: number) => string, between: string): string =>
  Array.from({ length: n }, (_, i) => part(i)).join(between)
