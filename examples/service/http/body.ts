/** The input that is a body: JSON, as a view reads it. */
import { View } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Input } from './input'
import { mediaType, type Request } from './message'
import { type Problem, problem, wrongField } from './problem'

// -----------------------------------------------------------------------------
// bytes
// -----------------------------------------------------------------------------

const json = ['application/json']

/** JSON Merge Patch: https://www.rfc-editor.org/rfc/rfc7396 */
const mergePatch = ['application/merge-patch+json', ...json]

const malformed = (detail: string) => (): Problem => problem('malformed-request', { detail })

/** A body of one of these types, as it is: nothing here unpacks one. */
const bytesOf =
  (types: ReadonlyArray<string>) =>
  (request: Request): E.Either<Problem, Uint8Array> => {
    const { 'content-encoding': coding = 'identity' } = request.headers
    if (!types.includes(mediaType(request) ?? ''))
      return E.left(problem('wrong-media-type', { detail: `It is to be ${types.join(' or ')}.` }))
    return coding.trim().toLowerCase() === 'identity'
      ? E.right(request.body)
      : E.left(problem('wrong-media-type', { detail: 'It is to have no Content-Encoding.' }))
  }

/** JSON is UTF-8, whatever a charset says: https://www.rfc-editor.org/rfc/rfc8259#section-8.1 */
const textOf = (bytes: Uint8Array): E.Either<Problem, string> =>
  E.tryCatch(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes), malformed('The body is not UTF-8.'))

/** `__proto__` is a field like any other: JSON.parse sets no prototypes, and a view takes only the fields that it has. */
const jsonOf = (text: string): E.Either<Problem, unknown> =>
  E.tryCatch((): unknown => JSON.parse(text), malformed('The body is not JSON.'))

// -----------------------------------------------------------------------------
// fields
// -----------------------------------------------------------------------------

/** So many errors are told: a body can have tens of thousands, and nobody reads them. */
const most = 100

const invalidFields = (errors: ReadonlyArray<View.Invalid>): Problem =>
  problem('invalid-fields', {
    ...(errors.length > most ? { detail: `${errors.length} fields are not valid. These are the first ${most}.` } : {}),
    errors: errors.slice(0, most).map(wrongField),
  })

/** A body of JSON, as the view decodes it; every field that is not valid is told, up to a hundred. */
export const body = <A, F extends View.AnyView['fields'], M extends View.Mode>(
  view: View.View<A, F, M>,
): Input<{ readonly body: View.Decoded<View.View<A, F, M>> }> => {
  const types = view.mode === 'patch' ? mergePatch : json
  const bytes = bytesOf(types)
  const decode = View.decode(view)
  return {
    docs: {
      parameters: [],
      body: { types, component: View.component(view) },
      problems: ['malformed-request', 'too-large', 'wrong-media-type', 'invalid-fields'],
    },
    read: (request) =>
      pipe(
        bytes(request),
        E.flatMap(textOf),
        E.flatMap(jsonOf),
        E.flatMap((value) => pipe(decode(value), E.mapLeft(invalidFields))),
        E.map((decoded) => ({ body: decoded })),
      ),
  }
}
