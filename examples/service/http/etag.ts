/** Entity tags: https://www.rfc-editor.org/rfc/rfc9110#name-etag */
import { createHash } from 'node:crypto'
import * as O from 'fp-ts/Option'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The strong tag of a representation: another text has another one. */
export const etag = (body: string): string => `"${createHash('sha256').update(body).digest('base64url')}"`

// -----------------------------------------------------------------------------
// header fields
// -----------------------------------------------------------------------------

/** What `If-Match` and `If-None-Match` have: any tag at all, or some. */
export type Tags =
  | { readonly _tag: 'Any' }
  | { readonly _tag: 'Some'; readonly strong: ReadonlySet<string>; readonly weak: ReadonlySet<string> }

const one = String.raw`(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"`
/** With nothing between two commas, too: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1.2 */
const list = new RegExp(`^[ \t,]*${one}(?:(?:[ \t]*,)+[ \t]*${one})*[ \t,]*$`)

/** The tags of a header field; none where it is not written as one. */
export const readTags = (field: string): O.Option<Tags> => {
  const text = field.trim()
  if (text === '*') return O.some({ _tag: 'Any' })
  if (!list.test(text)) return O.none
  const all = text.match(new RegExp(one, 'g')) ?? []
  const strong = all.filter((tag) => !tag.startsWith('W/'))
  return O.some({ _tag: 'Some', strong: new Set(strong), weak: new Set(all.map((tag) => tag.replace(/^W\//, ''))) })
}

/** Comparison for `If-Match`: a weak tag is no match. */
export const matchesStrongly = (tags: Tags, tag: string): boolean => tags._tag === 'Any' || tags.strong.has(tag)

/** Comparison for `If-None-Match`. */
export const matchesWeakly = (tags: Tags, tag: string): boolean => tags._tag === 'Any' || tags.weak.has(tag)
