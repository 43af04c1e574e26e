/** The input that is a precondition: what the client expects to find. https://www.rfc-editor.org/rfc/rfc9110#name-if-match */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Predicate } from 'fp-ts/Predicate'
import { matchesStrongly, readTags } from './etag'
import type { Input } from './input'
import { problem } from './problem'

/** Whether what has this tag is what the client expects. */
export interface Precondition {
  readonly isExpected: Predicate<string>
}

const name = 'If-Match'

/** `If-Match`: tags, or `*` for whatever is there. Where it is required, and left out, that is `428 Precondition Required`. */
export const ifMatch = (required: boolean): Input<Precondition> => ({
  docs: {
    parameters: [
      {
        name,
        in: 'header',
        required,
        description: 'The ETag of what is to be changed, as it was last seen; * for whatever is there.',
        schema: { type: 'string' },
      },
    ],
    problems: ['invalid-parameters', 'changed', ...(required ? (['precondition-required'] as const) : [])],
  },
  read: ({ headers }) => {
    const field = headers['if-match']
    if (field !== undefined)
      return pipe(
        readTags(field),
        E.fromOption(() =>
          problem('invalid-parameters', { errors: [{ header: name, detail: 'expected entity tags in quotes, or *' }] }),
        ),
        E.map((tags) => ({ isExpected: (tag) => matchesStrongly(tags, tag) })),
      )
    return required
      ? E.left(problem('precondition-required', { errors: [{ header: name, detail: 'expected the ETag, or *' }] }))
      : E.right({ isExpected: () => true })
  },
})
