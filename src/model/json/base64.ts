/** Bytes as base64, on every platform: https://www.rfc-editor.org/rfc/rfc4648#section-4 */

import type { Schema } from './schema'

const digit = '[A-Za-z0-9+/]'

/** The texts that `fromBase64` takes: what the last digit has beyond the bytes is zero. */
export const base64Schema: Schema = {
  type: 'string',
  pattern: `^(?:${digit}{4})*(?:${digit}[AQgw]==|${digit}{2}[AEIMQUYcgkosw048]=)?$`,
  contentEncoding: 'base64',
}

/** The one base64 text of bytes, padded. */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] as number)
  return btoa(text)
}

/** The bytes of a base64 text; `undefined` where it is not the one that `toBase64` writes. */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  try {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
    return toBase64(bytes) === text ? bytes : undefined
  } catch {
    return undefined
  }
}
