// Labelled fields, and the service's errors beside them.
import { h, present } from './dom.js'

/**
 * @typedef {{ readonly name: string, readonly label: string, readonly hint?: string, readonly type?: string,
 *   readonly autocomplete?: AutoFill, readonly required?: boolean, readonly multiline?: boolean }} Field
 * @typedef {Readonly<Record<string, string>>} Values
 * @typedef {{ readonly field: string | null, readonly detail: string }} FieldError
 */

/**
 * A field on the screen.
 *
 * @typedef {{ readonly element: HTMLElement, readonly get: () => string, readonly set: (value: string) => void,
 *   readonly fault: (detail: string | null) => void }} Control
 */

/**
 * @param {Field} field
 * @param {string} value
 * @returns {Control}
 */
export const control = (field, value) => {
  const id = fieldId(field.name)
  const hint = field.hint === undefined ? null : h('p', { id: `${id}-hint`, class: 'muted' }, field.hint)
  const error = h('p', { id: `${id}-error`, class: 'field-error' })
  const attributes = {
    id,
    name: field.name,
    autocomplete: field.autocomplete ?? 'off',
    // Said to screen readers only: it is the service that refuses, with all errors at once.
    'aria-required': field.required === true ? 'true' : undefined,
  }
  const input = field.multiline
    ? h('textarea', { ...attributes, rows: 5 })
    : h('input', { ...attributes, type: field.type ?? 'text', spellcheck: 'false' })
  input.value = value
  /** @param {string | null} detail */
  const fault = (detail) => {
    error.textContent = detail ?? ''
    if (detail === null) input.removeAttribute('aria-invalid')
    else input.setAttribute('aria-invalid', 'true')
    const described = [detail === null ? null : error.id, hint?.id].filter((part) => typeof part === 'string')
    if (described.length === 0) input.removeAttribute('aria-describedby')
    else input.setAttribute('aria-describedby', described.join(' '))
  }
  fault(null)
  const label = h(
    'label',
    { for: id },
    field.label,
    field.required !== true && h('span', { class: 'muted' }, ' (optional)'),
  )
  const element = h('div', { class: 'field' }, ...present([label, hint, error, input]))
  const set = (/** @type {string} */ text) => {
    input.value = text
  }
  return { element, get: () => input.value, set, fault }
}

/** @param {string} name */
export const fieldId = (name) => `field-${name}`

/**
 * The errors of a problem document, by field. A pointer is a URI fragment (`#/e-mail`): percent-encoded, then JSON
 * Pointer's own `~1` and `~0`. What belongs to no field of the form is kept, with its place.
 *
 * @param {ReadonlyArray<Field>} fields
 * @param {ReadonlyArray<import('./api.js').Invalid>} errors
 * @returns {ReadonlyArray<FieldError>}
 */
export const fieldErrors = (fields, errors) =>
  errors.map(({ pointer, detail }) => {
    const [, first = ''] = decodeURIComponent((pointer ?? '').replace(/^#/, '')).split('/')
    const name = first.replaceAll('~1', '/').replaceAll('~0', '~')
    const field = fields.find((one) => one.name === name)
    return { field: field?.name ?? null, detail: detail.replace(/^expected /, 'Must be ') }
  })

/**
 * What is wrong, as links to the fields. It takes the focus when it appears.
 *
 * @param {ReadonlyArray<Field>} fields
 * @param {ReadonlyArray<FieldError>} errors
 */
export const errorSummary = (fields, errors) => {
  const item = (/** @type {FieldError} */ { field, detail }) => {
    const label = fields.find(({ name }) => name === field)?.label
    if (field === null || label === undefined) return h('li', {}, detail)
    const jump = (/** @type {Event} */ event) => {
      event.preventDefault()
      document.getElementById(fieldId(field))?.focus()
    }
    return h('li', {}, h('a', { href: `#${fieldId(field)}`, click: jump }, `${label}: ${detail}`))
  }
  return h(
    'section',
    { class: 'notice notice-bad', tabindex: -1, 'aria-labelledby': 'notice-title' },
    h(
      'h2',
      { id: 'notice-title' },
      errors.length === 1 ? 'One thing is not right' : `${errors.length} things are not right`,
    ),
    h('ul', {}, ...errors.map(item)),
  )
}
