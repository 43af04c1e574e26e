// A form that the service checks: errors beside the fields, and a summary of them that takes the focus.
import { h, present } from './dom.js'
import { control, errorSummary, fieldErrors } from './fields.js'
import { messageBox, messageOf } from './messages.js'

/**
 * @typedef {import('./fields.js').Field} Field
 * @typedef {import('./fields.js').Values} Values
 * @typedef {import('./api.js').Failure} Failure
 */

/**
 * `submit` answers null when all is done, and the page is elsewhere; or a failure; or a box to show as it is.
 *
 * @typedef {{ readonly fields: ReadonlyArray<Field>, readonly values: Values, readonly button: string, readonly cancel: string,
 *   readonly submit: (values: Values) => Promise<Failure | HTMLElement | null> }} FormOptions
 * @typedef {{ readonly element: HTMLFormElement, readonly values: () => Values, readonly fill: (values: Values) => void,
 *   readonly notify: (box: HTMLElement | null) => void, readonly send: () => Promise<void>,
 *   readonly isUnsaved: (saved: Values) => boolean }} Form
 */

/**
 * @param {FormOptions} options
 * @returns {Form}
 */
export const formOf = ({ fields, values, button, cancel, submit }) => {
  const controls = fields.map((field) => ({ field, ...control(field, values[field.name] ?? '') }))
  const notice = h('div', { class: 'form-notice' })
  const save = h('button', { class: 'primary' }, button)
  let sending = false

  const current = () => Object.fromEntries(controls.map(({ field, get }) => [field.name, get()]))

  /** @param {HTMLElement | null} box */
  const notify = (box) => {
    notice.replaceChildren(...present([box]))
    box?.focus()
  }

  /** @param {ReadonlyArray<import('./fields.js').FieldError>} errors */
  const mark = (errors) => {
    for (const { field, fault } of controls) {
      const its = errors.filter((error) => error.field === field.name).map(({ detail }) => detail)
      fault(its.length === 0 ? null : its.join('. '))
    }
  }

  // Not disabled while it is sent: a disabled button loses the focus. A second press does nothing.
  const send = async () => {
    if (sending) return
    sending = true
    element.setAttribute('aria-busy', 'true')
    const answer = await submit(current())
    element.removeAttribute('aria-busy')
    sending = false
    mark([])
    if (answer === null || answer instanceof HTMLElement) {
      notify(answer)
      return
    }
    const errors = answer._tag === 'Refused' ? fieldErrors(fields, answer.problem.errors ?? []) : []
    mark(errors)
    notify(errors.length > 0 ? errorSummary(fields, errors) : messageBox(messageOf(answer)))
  }

  const element = h(
    'form',
    {
      class: 'card form',
      novalidate: true,
      submit: (event) => {
        event.preventDefault()
        void send()
      },
    },
    notice,
    ...controls.map((one) => one.element),
    h('div', { class: 'actions' }, save, h('a', { class: 'button', href: cancel }, 'Cancel')),
  )

  /** @param {Values} next */
  const fill = (next) => {
    for (const { field, set } of controls) set(next[field.name] ?? '')
  }

  /**
   * Whether there is text that leaving would lose, where so much is saved; what is on its way to the service is not lost.
   *
   * @param {Values} saved
   */
  const isUnsaved = (saved) => !sending && controls.some(({ field, get }) => get() !== (saved[field.name] ?? ''))

  return { element, values: current, fill, notify, send, isUnsaved }
}
