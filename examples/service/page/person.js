// One person: what they are, and what they wrote.
import { cursorOf, request, userHref } from './api.js'
import { avatar, h, time } from './dom.js'
import { failureScreen, messageBox, messageOf } from './messages.js'
import { pager } from './pager.js'
import { personHref } from './people.js'
import { removal } from './removal.js'

/**
 * @typedef {import('./api.js').User} User
 * @typedef {import('./api.js').Post} Post
 */

/**
 * @param {import('./app.js').Route} route
 * @param {string} id
 * @returns {Promise<import('./app.js').Screen>}
 */
export const personScreen = async (route, id) => {
  /** @type {import('./api.js').Answer<User>} */
  const answer = await request('GET', userHref(id), { signal: route.signal })
  if (answer._tag !== 'Done') return failureScreen(route, answer)
  const user = answer.body
  const cursor = route.query.get('cursor')
  const search = new URLSearchParams({ limit: '5', ...(cursor === null ? {} : { cursor }) })
  /** @type {import('./api.js').Answer<import('./api.js').Page<Post>>} */
  const posts = await request('GET', `${user._links.posts.href}?${search}`, { signal: route.signal })
  const content = [
    h('nav', { class: 'crumbs', 'aria-label': 'Where you are' }, h('a', { href: '/' }, 'People')),
    h(
      'div',
      { class: 'heading' },
      avatar(user),
      h('div', {}, h('h1', { tabindex: -1 }, user.name), h('p', { class: 'muted' }, user.id)),
      h(
        'div',
        { class: 'actions' },
        h('a', { class: 'button primary', href: `${personHref(id)}&edit` }, 'Edit'),
        removal({
          name: user.name,
          href: user._links.self.href,
          etag: answer.etag,
          done: () => route.go('/', `${user.name} is deleted.`),
        }),
      ),
    ),
    facts(user),
    h(
      'div',
      { class: 'heading' },
      h('h2', {}, 'Posts'),
      h('a', { class: 'button', href: `${personHref(id)}&post` }, 'Write one'),
    ),
    ...postsOf(route, id, posts),
  ]
  return { title: user.name, content }
}

/** @param {User} user */
const facts = (user) =>
  h(
    'dl',
    { class: 'facts card' },
    fact('E-mail', h('a', { href: mailto(user.email) }, user.email)),
    fact('With us since', time(user.joined)),
    typeof user.bio === 'string' && fact('About', h('span', { class: 'prose' }, user.bio)),
  )

/**
 * The service's addresses have one '@', which stays as it is (RFC 6068).
 *
 * @param {string} email
 */
const mailto = (email) => `mailto:${encodeURIComponent(email).replace('%40', '@')}`

/**
 * @param {string} term
 * @param {Node | string} description
 */
const fact = (term, description) => h('div', {}, h('dt', {}, term), h('dd', {}, description))

/**
 * @param {import('./app.js').Route} route
 * @param {string} id
 * @param {import('./api.js').Answer<import('./api.js').Page<Post>>} answer
 * @returns {ReadonlyArray<Node>}
 */
const postsOf = (route, id, answer) => {
  if (answer._tag !== 'Done') return [messageBox(messageOf(answer))]
  const { items, _links } = answer.body
  const pages = pager({
    label: 'Pages of posts',
    route,
    next: cursorOf(_links.next),
    hrefOf: (query) => `${personHref(id)}${query.replace('?', '&')}`,
  })
  return [
    items.length === 0
      ? h('p', { class: 'empty' }, 'Nothing yet.')
      : h('div', { class: 'posts' }, ...items.map((post) => article(route, id, post))),
    ...(pages === null ? [] : [pages]),
  ]
}

/**
 * @param {import('./app.js').Route} route
 * @param {string} id
 * @param {Post} post
 */
const article = (route, id, { title, body, tags = [], published, _links }) =>
  h(
    'article',
    { class: 'card' },
    h(
      'div',
      { class: 'heading' },
      h('div', {}, h('h3', {}, title), h('p', { class: 'muted' }, time(published))),
      removal({
        name: `“${title}”`,
        label: `Delete “${title}”`,
        href: _links.self.href,
        done: () => route.go(personHref(id), 'The post is deleted.'),
      }),
    ),
    h('p', { class: 'prose' }, body),
    tags.length > 0 &&
      h('ul', { class: 'tags', 'aria-label': 'Tags' }, ...tags.map((tag) => h('li', { class: 'tag' }, tag))),
  )
