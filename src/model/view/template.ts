/** Templates of hyperlinks: RFC 6570, level 1, https://www.rfc-editor.org/rfc/rfc6570 */
import { isWellFormed } from '../../codec/guards'

/** Text, and the names of variables, in turns: text is at even places. */
const partsOf = (template: string): ReadonlyArray<string> => template.split(/[{}]/)

/** What is wrong with a template, as sentences; `faultOf` says what is wrong with the name of a variable. */
export const templateFaults = (
  template: string,
  faultOf: (name: string) => string | undefined,
): ReadonlyArray<string> => {
  if (!isWellFormed(template)) return [`'${template.toString()}' is no Unicode text`]
  if (!/^([^{}]|\{[^{}]+\})*$/.test(template)) return [`'${template}' is no template`]
  return variablesOf(template).flatMap((name) => faultOf(name) ?? [])
}

/** The names of a template's variables. */
export const variablesOf = (template: string): ReadonlyArray<string> => partsOf(template).filter((_, i) => i % 2 === 1)

/** What needs no encoding, as most ids: https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
const unreserved = /^[\w.~-]*$/

/** Bytes of UTF-8 as `%F0`. What `encodeURIComponent` leaves as it is beyond RFC 3986's unreserved characters is encoded too. */
const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** Text in percent-encoding. */
const percent = (text: string): string => (unreserved.test(text) ? text : percentEncoded(text))

/**
 * The hyperlink of a template: each variable in percent-encoding, all but unreserved characters; the text between them as it
 * is, but for characters that no URI has. `undefined`: a value has no UTF-8 form.
 */
export const expand = (template: string): ((values: ReadonlyArray<string>) => string | undefined) => {
  const literals = partsOf(template)
    .filter((_, i) => i % 2 === 0)
    .map((text) => text.replace(/[^\w\-.~:/?#[\]@!$&'()*+,;=%]+|%(?![\dA-Fa-f]{2})/gu, encodeURIComponent))
  return (values) => {
    let href = literals[0] ?? ''
    for (const [i, value] of values.entries()) {
      if (!isWellFormed(value)) return undefined
      href += percent(value) + (literals[i + 1] ?? '')
    }
    return href
  }
}
