/** Cursors: the key after which to go on, with what it is a key of, as text that is safe in a URL. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { validateKey } from '../../value/key'
import { type KeyAttribute, type KeySchema, keyAttributes, type TableSchema } from '../../value/TableSchema'
import type { InvalidRequest } from '../errors'
import type { Cursor } from './model'

/** What a cursor needs to know of what is read. */
interface Place {
  readonly model: { readonly schema: TableSchema }
  readonly indexName: string | undefined
  readonly keySchema: KeySchema
}

/** The attributes of a cursor's key: those of the table and of what is read. */
export const cursorAttributes = (source: Place): ReadonlyArray<KeyAttribute> => {
  const all = [...keyAttributes(source.model.schema.key), ...keyAttributes(source.keySchema)]
  return all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index)
}

const placeOf = (source: Place): ReadonlyArray<string> => [source.model.schema.name, source.indexName ?? '']

const textOfBytes = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
const bytesOfText = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))

const toUrl = (base64: string): string => base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
const fromUrl = (text: string): string => text.replace(/-/g, '+').replace(/_/g, '/')

/** A cursor of a key that a page gave as its `next`. */
export const toCursor = (source: Place, key: Item): Cursor => {
  const parts = cursorAttributes(source).map(({ name, type }) => {
    const value = key[name] as { readonly B?: Uint8Array; readonly S?: string; readonly N?: string } | undefined
    return type === 'B' ? textOfBytes(value?.B ?? new Uint8Array()) : (value?.[type] ?? '')
  })
  const text = JSON.stringify([...placeOf(source), ...parts])
  return toUrl(btoa(textOfBytes(new TextEncoder().encode(text)))) as Cursor
}

const invalid: InvalidRequest = { _tag: 'InvalidRequest', reason: 'the cursor is none of this query or scan' }

/** The key of a cursor. Total: any text may come back. */
export const fromCursor = (source: Place, cursor: string): Either<InvalidRequest, Item> => {
  const parsed = E.tryCatch(
    (): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOfText(atob(fromUrl(cursor))))),
    () => invalid,
  )
  if (E.isLeft(parsed)) return parsed
  const parts = parsed.right
  const attributes = cursorAttributes(source)
  const place = placeOf(source)
  if (
    !Array.isArray(parts) ||
    parts.length !== place.length + attributes.length ||
    !parts.every((part): part is string => typeof part === 'string') ||
    !place.every((part, index) => parts[index] === part)
  )
    return E.left(invalid)
  const key: Item = Object.fromEntries(
    attributes.map(({ name, type }, index): [string, AttributeValue] => {
      const part = parts[place.length + index] as string
      return [name, type === 'B' ? { B: bytesOfText(part) } : type === 'N' ? { N: part } : { S: part }]
    }),
  )
  return validateKey(attributes)(key).length === 0 ? E.right(key) : E.left(invalid)
}
