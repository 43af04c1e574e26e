/** How the mutants of attributes are written: which laws find them, and in which codec they are. */
import type { Mutant } from '../mutant'

/** The laws of some attributes. */
export const of =
  (...attributes: ReadonlyArray<string>) =>
  (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
    attributes.flatMap((attribute) => names.map((name) => `model Thing: attribute ${attribute} > ${name}`))

/** A fault in a codec's file. */
export const inCodec =
  (file: string) =>
  (name: string, from: string, to: string, kills: ReadonlyArray<string>): Mutant => ({
    name,
    file: `src/codec/${file}.ts`,
    from,
    to,
    kills,
  })
