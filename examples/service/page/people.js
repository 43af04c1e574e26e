// People, by pages.
import { cursorOf, request } from './api.js'
import { avatar, h, time } from './dom.js'
import { failureScreen } from './messages.js'
import { pager } from './pager.js'

const perPage = 8

/**
 * @param {import('./app.js').Route} route
 * @returns {Promise<import('./app.js').Screen>}
 */
export const peopleScreen = async (route) => {
  const cursor = route.query.get('cursor')
  const search = new URLSearchParams({ limit: String(perPage), ...(cursor === null ? {} : { cursor }) })
  /** @type {import('./api.js').Answer<import('./api.js').Page<import('./api.js').User>>} */
  const answer = await request('GET', `/users?${search}`, { signal: route.signal })
  if (answer._tag !== 'Done') return failureScreen(route, answer)
  const { items, _links } = answer.body
  const content = [
    h(
      'div',
      { class: 'heading' },
      h('h1', { tabindex: -1 }, 'People'),
      h('a', { class: 'button primary', href: '/?new' }, 'New person'),
    ),
    items.length === 0
      ? h('p', { class: 'empty' }, cursor === null ? 'Nobody yet.' : 'Nobody else.')
      : h('ul', { class: 'people card' }, ...items.map(row)),
    pager({ label: 'Pages of people', route, next: cursorOf(_links.next), hrefOf: (to) => `/${to}` }),
  ]
  return { title: 'People', content }
}

/** @param {import('./api.js').User} user */
const row = (user) =>
  h(
    'li',
    {},
    avatar(user),
    h(
      'div',
      { class: 'who' },
      h('a', { href: personHref(user.id) }, user.name),
      h('span', { class: 'muted' }, user.email),
    ),
    h('div', { class: 'when muted' }, h('span', {}, user.id), h('span', {}, 'since ', time(user.joined))),
  )

/** @param {string} id */
export const personHref = (id) => `/?${new URLSearchParams({ user: id })}`
