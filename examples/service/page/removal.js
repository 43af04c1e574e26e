// Deleting, after a question.
import { request } from './api.js'
import { h } from './dom.js'
import { messageBox, messageOf } from './messages.js'

/**
 * `label`: what the button is called where it alone would not say what is deleted. `etag`: of what was looked at, so that
 * nothing newer is deleted; lists have none.
 *
 * @typedef {{ readonly name: string, readonly label?: string, readonly href: string, readonly etag?: string,
 *   readonly done: () => void }} Removal
 */

/**
 * A button that asks first.
 *
 * @param {Removal} removal
 */
export const removal = ({ name, label, href, etag, done }) => {
  const problem = h('div', { class: 'dialog-problem' })
  const remove = async () => {
    /** @type {import('./api.js').Answer<void>} */
    const answer = await request('DELETE', href, etag === undefined ? {} : { ifMatch: etag })
    if (answer._tag === 'Done') {
      dialog.close()
      done()
      return
    }
    const box = messageBox(messageOf(answer))
    problem.replaceChildren(box)
    box.focus()
  }
  const dialog = h(
    'dialog',
    { 'aria-label': `Delete ${name}?` },
    h('h2', {}, `Delete ${name}?`),
    h('p', {}, 'This cannot be undone.'),
    problem,
    h(
      'form',
      { method: 'dialog', class: 'actions' },
      h('button', { class: 'danger', type: 'button', click: () => void remove() }, 'Delete'),
      h('button', { autofocus: true }, 'Keep'),
    ),
  )
  const open = () => {
    problem.replaceChildren()
    dialog.showModal()
  }
  const button = h('button', { type: 'button', class: 'danger quiet', 'aria-label': label, click: open }, 'Delete')
  return h('span', {}, button, dialog)
}
