// An edit: it is saved only over the version that it began with (`If-Match`).
import { request, userHref } from './api.js'
import { conflictBox } from './conflict.js'
import { h } from './dom.js'
import { formOf } from './form.js'
import { failureScreen, messageBox } from './messages.js'
import { personHref } from './people.js'
import { differences, fields, merged, patchOf, valuesOf } from './profile.js'

/**
 * @typedef {import('./api.js').User} User
 * @typedef {import('./fields.js').Values} Values
 * @typedef {{ readonly values: Values, readonly etag: string }} Version
 */

/**
 * @param {import('./app.js').Route} route
 * @param {string} id
 * @returns {Promise<import('./app.js').Screen>}
 */
export const editScreen = async (route, id) => {
  /** @type {import('./api.js').Answer<User>} */
  const answer = await request('GET', userHref(id), { signal: route.signal })
  if (answer._tag !== 'Done') return failureScreen(route, answer)
  const user = answer.body
  const href = user._links.self.href
  /** @type {Version} The version that the form is a change of. */
  let base = { values: valuesOf(user), etag: answer.etag }

  /** @param {Values} mine */
  const save = async (mine) => {
    const body = patchOf(base.values, mine)
    if (Object.keys(body).length === 0) {
      route.go(personHref(id), 'Nothing was changed.')
      return null
    }
    const type = 'application/merge-patch+json'
    /** @type {import('./api.js').Answer<User>} */
    const saved = await request('PATCH', href, { body, type, ifMatch: base.etag })
    if (saved._tag === 'Done') {
      route.go(personHref(id), 'It is saved.')
      return null
    }
    if (saved._tag === 'Refused' && saved.status === 412) return conflict(mine)
    return saved._tag === 'Refused' && saved.status === 428 ? again() : saved
  }

  /** @param {Values} mine */
  const conflict = async (mine) => {
    /** @type {import('./api.js').Answer<User>} */
    const fresh = await request('GET', href)
    if (fresh._tag !== 'Done') return fresh
    const began = base.values
    const theirs = { values: valuesOf(fresh.body), etag: fresh.etag }
    return conflictBox(differences(began, mine, theirs.values), {
      theirs: () => {
        base = theirs
        form.fill(theirs.values)
        form.notify(null)
        form.element.querySelector('input')?.focus()
        route.say('The form shows what they wrote.')
      },
      mine: () => {
        // What was typed while the box stood there counts too.
        const kept = merged(began, form.values(), theirs.values)
        base = theirs
        form.fill(kept)
        void form.send()
      },
    })
  }

  const again = () =>
    messageBox({ title: 'The service does not know which version you saw', detail: 'Nothing was saved.' }, [
      h('a', { class: 'button', href: `${personHref(id)}&edit` }, 'Load it again'),
    ])

  const form = formOf({ fields, values: base.values, button: 'Save', cancel: personHref(id), submit: save })
  return {
    title: `Edit ${user.name}`,
    content: [
      h(
        'nav',
        { class: 'crumbs', 'aria-label': 'Where you are' },
        h('a', { href: '/' }, 'People'),
        ' / ',
        h('a', { href: personHref(id) }, user.name),
      ),
      h('h1', { tabindex: -1 }, `Edit ${user.name}`),
      form.element,
    ],
    isUnsaved: () => form.isUnsaved(base.values),
  }
}
