/** Binary values in Lambda's JSON: base64 in a text. */
import { fromBase64 } from '../../interpreter/aws/bytes'
import { assign } from '../../value/record'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** More levels than any record has: an item's 32 are two each, and stand in a few objects. */
const deepest = 100

const text = (bytes: unknown): unknown => (bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : bytes)

/** The bytes of a base64 text; what is no base64 is given back as it is, for validation to find. */
export const once: (u: unknown) => unknown = fromBase64

/** The bytes of a text that is base64 of base64; what is none is given back as it is. */
export const twice = (u: unknown): unknown => {
  const bytes = fromBase64(text(fromBase64(u)))
  return bytes instanceof Uint8Array ? bytes : u
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

type Decode = (u: unknown) => unknown

const list = (all: ReadonlyArray<unknown>, each: Decode): ReadonlyArray<unknown> => {
  let made: Array<unknown> | undefined
  for (let i = 0; i < all.length; i++) {
    const one = each(all[i])
    if (one === all[i]) continue
    made ??= all.slice()
    made[i] = one
  }
  return made ?? all
}

const copy = (u: { readonly [name: string]: unknown }): { [name: string]: unknown } => {
  const made: { [name: string]: unknown } = {}
  for (const name of Object.keys(u)) assign(made, name, u[name])
  return made
}

/**
 * A document with its binary values as bytes: what stands as text in a field `B`, or in a list in a field `BS`, since an
 * attribute of such a name holds an object. What has none is shared with the document, which is left as it is.
 */
export const withBinary =
  (decode: Decode) =>
  (json: unknown): unknown => {
    const read = (u: unknown, depth: number): unknown => {
      if (typeof u !== 'object' || u === null || depth > deepest) return u
      if (Array.isArray(u)) return list(u, (one) => read(one, depth + 1))
      const fields = u as { readonly [name: string]: unknown }
      let made: { [name: string]: unknown } | undefined
      for (const name of Object.keys(fields)) {
        const field = fields[name]
        const value =
          name === 'B' && typeof field === 'string'
            ? decode(field)
            : name === 'BS' && Array.isArray(field)
              ? list(field, decode)
              : read(field, depth + 1)
        if (value === field) continue
        made ??= copy(fields)
        assign(made, name, value)
      }
      return made ?? fields
    }
    return read(json, 0)
  }
