/** Binary values: base64 in the JSON protocol, bytes everywhere else. */

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const decode: (text: string) => Uint8Array =
  typeof Buffer === 'undefined'
    ? (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
    : (text) => new Uint8Array(Buffer.from(text, 'base64'))

/** The bytes of a base64 text; what is no base64 is given back as it is, for validation to find. */
export const fromBase64 = (u: unknown): unknown => (typeof u === 'string' && base64.test(u) ? decode(u) : u)

/** More levels than any answer has: an item's 32 are two each, and stand in a list in a map. */
const deepest = 100

/**
 * An answer that was just parsed, with its binary values as bytes, in place. In DynamoDB's answers a text in a field `B`,
 * and a list in a field `BS`, are always binary values: an attribute of such a name holds an object.
 */
export const withBytes = (json: unknown, depth = 0): unknown => {
  if (typeof json !== 'object' || json === null || depth > deepest) return json
  if (Array.isArray(json)) for (const element of json) withBytes(element, depth + 1)
  else {
    const fields = json as { [name: string]: unknown }
    for (const name of Object.keys(fields)) {
      const field = fields[name]
      if (name === 'B' && typeof field === 'string') fields[name] = fromBase64(field)
      else if (name === 'BS' && Array.isArray(field)) fields[name] = field.map(fromBase64)
      else withBytes(field, depth + 1)
    }
  }
  return json
}
