// A new person, and a new post.
import { request, userHref } from './api.js'
import { h } from './dom.js'
import { formOf } from './form.js'
import { personHref } from './people.js'
import { fields } from './profile.js'

/** @type {ReadonlyArray<import('./fields.js').Field>} */
const newUserFields = [
  {
    name: 'id',
    label: 'Id',
    hint: 'Part of their address. 1 to 64 characters, of any script.',
    required: true,
    autocomplete: 'username',
  },
  ...fields,
  {
    name: 'password',
    label: 'Password',
    hint: '8 to 128 characters.',
    type: 'password',
    required: true,
    autocomplete: 'new-password',
  },
]

/**
 * @param {import('./app.js').Route} route
 * @returns {Promise<import('./app.js').Screen>}
 */
export const newUserScreen = async (route) => {
  const form = formOf({
    fields: newUserFields,
    values: {},
    button: 'Add',
    cancel: '/',
    submit: async ({ bio = '', ...values }) => {
      const body = bio === '' ? values : { ...values, bio }
      /** @type {import('./api.js').Answer<import('./api.js').User>} */
      const answer = await request('POST', '/users', { body })
      if (answer._tag === 'Done') {
        route.go(personHref(answer.body.id), `${answer.body.name} is added.`)
        return null
      }
      if (answer._tag !== 'Refused' || answer.status !== 409) return answer
      const taken = { pointer: '#/id', detail: 'Someone has this one already' }
      return { ...answer, problem: { ...answer.problem, errors: [taken] } }
    },
  })
  return screen('New person', h('a', { href: '/' }, 'People'), form)
}

/** @type {ReadonlyArray<import('./fields.js').Field>} */
const postFields = [
  { name: 'title', label: 'Title', required: true },
  { name: 'body', label: 'Text', required: true, multiline: true },
  { name: 'tags', label: 'Tags', hint: 'With commas between them.' },
]

/**
 * @param {import('./app.js').Route} route
 * @param {string} id
 * @returns {Promise<import('./app.js').Screen>}
 */
export const newPostScreen = async (route, id) => {
  const form = formOf({
    fields: postFields,
    values: {},
    button: 'Publish',
    cancel: personHref(id),
    submit: async ({ tags = '', ...values }) => {
      const words = tags.split(',').map((tag) => tag.trim())
      const body = { ...values, tags: [...new Set(words.filter((tag) => tag !== ''))].sort() }
      /** @type {import('./api.js').Answer<import('./api.js').Post>} */
      const answer = await request('POST', `${userHref(id)}/posts`, { body })
      if (answer._tag !== 'Done') return answer
      route.go(personHref(id), 'It is published.')
      return null
    },
  })
  return screen('New post', h('a', { href: personHref(id) }, id), form)
}

/**
 * @param {string} title
 * @param {HTMLElement} parent
 * @param {import('./form.js').Form} form
 * @returns {import('./app.js').Screen}
 */
const screen = (title, parent, form) => ({
  title,
  content: [
    h('nav', { class: 'crumbs', 'aria-label': 'Where you are' }, parent),
    h('h1', { tabindex: -1 }, title),
    form.element,
  ],
  isUnsaved: () => form.isUnsaved({}),
})
