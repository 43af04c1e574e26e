// What went wrong, in words, and what can be done about it.
import { h } from './dom.js'

/**
 * @typedef {import('./api.js').Failure} Failure
 * @typedef {{ readonly title: string, readonly detail: string }} Message
 */

/**
 * @param {Failure} failure
 * @returns {Message}
 */
export const messageOf = (failure) => {
  if (failure._tag === 'Unreachable')
    return {
      title: 'The service cannot be reached',
      detail: 'Nothing was saved. Look at your connection and try again.',
    }
  const { status, problem, retryAfter } = failure
  const said = problem.detail ?? ''
  switch (status) {
    case 404:
      return { title: 'It is not here', detail: 'It was deleted, or it never was at this address.' }
    case 412:
      return { title: 'Someone else changed it first', detail: 'Load it again and look at what they did.' }
    case 428:
      return { title: 'The service did not know which version you saw', detail: 'Nothing was saved. Load it again.' }
    case 503:
      return {
        title: 'The store is busy',
        detail: `Nothing was saved. Try again ${retryAfter > 0 ? `in ${seconds(retryAfter)}` : 'soon'}.`,
      }
    default:
      return { title: problem.title, detail: said }
  }
}

/** @param {number} count */
const seconds = (count) => (count === 1 ? 'a second' : `${count} seconds`)

/**
 * A box that says what went wrong. It takes the focus when it appears, so that it is read and the next Tab is at its
 * buttons.
 *
 * @param {Message} message
 * @param {ReadonlyArray<Node>} actions
 */
export const messageBox = ({ title, detail }, actions = []) =>
  h(
    'section',
    { class: 'notice notice-bad', tabindex: -1, 'aria-labelledby': 'notice-title' },
    h('h2', { id: 'notice-title' }, title),
    detail !== '' && h('p', {}, detail),
    actions.length > 0 && h('div', { class: 'actions' }, ...actions),
  )

/**
 * The screen where nothing could be shown.
 *
 * @param {import('./app.js').Route} route
 * @param {Failure} failure
 * @returns {import('./app.js').Screen}
 */
export const failureScreen = ({ again }, failure) => {
  const message = messageOf(failure)
  const retry = h('button', { type: 'button', click: again }, 'Try again')
  const content = h(
    'section',
    { class: 'notice notice-bad' },
    h('h1', { tabindex: -1 }, message.title),
    message.detail !== '' && h('p', {}, message.detail.replace(/^Nothing was saved\. /, '')),
    h('div', { class: 'actions' }, retry, h('a', { class: 'button', href: '/' }, 'All people')),
  )
  return { title: message.title, content: [content] }
}
