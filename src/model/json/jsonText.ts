/** Text of JSON, as `A.json` stores it: its JSON is the JSON that it is of. */
import type { Json } from 'fp-ts/Json'
import { json as jsonCodec } from '../../codec/json'
import { isUnstorable } from '../../value/unstorable'
import type { Shape } from './part'

const text = jsonCodec()

const parse = (s: string): Json => {
  try {
    return JSON.parse(s) as Json
  } catch {
    return s
  }
}

/** Text of JSON in JSON. */
export const jsonLeaf: Shape = {
  nulls: 'Text',
  losses: [],
  schema: {},
  approximations: [],
  encode: (stored) => ('S' in stored ? parse(stored.S) : null),
  decode: (json, r) => {
    const stored = text.write(json as Json)
    if (stored !== undefined && !isUnstorable(stored)) return stored
    r.found.push(...text.check(json, [...r.path]))
    return undefined
  },
}
