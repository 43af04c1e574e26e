/** The inputs that are variables of a path. What no id can be is at no address. */
import type { Attribute, Json } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import type { Input } from './input'
import { type Kind, problem } from './problem'

/** What a variable of a path may be. */
export interface Variable {
  readonly name: string
  readonly codec: Attribute.Attribute<string, 'S'>
  readonly schema: Json.Schema
  /** The problem where it is not. */
  readonly missing: Kind
}

/** A variable of the path, under the name that `as` gives it. */
export const variable = <A extends object>(
  { name, codec, schema, missing }: Variable,
  as: (text: string) => A,
): Input<A> => ({
  docs: {
    parameters: [{ name, in: 'path', required: true, description: `The ${name} of the address.`, schema }],
    problems: [missing],
  },
  read: ({ params }) => {
    const text = params[name]
    return codec.is(text) ? E.right(as(text)) : E.left(problem(missing))
  },
})
