/** put: a property of a JSON object in the making. */
import type { Json } from 'fp-ts/Json'
import { type Draft, define } from '../../codec/records'

/** A property of a JSON object in the making, whatever its name. */
export const put = (draft: { [name: string]: Json }, name: string, json: Json): void =>
  define(draft as Draft, name, json)
