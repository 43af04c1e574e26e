// The page's addresses, and what is shown at each. Where one is stands in the query, so reload, back and bookmarks work:
//   /?cursor=…   people, by pages       /?user=ID&cursor=…   one of them, with posts by pages
//   /?new        a new one              /?user=ID&edit       an edit    /?user=ID&post   a new post
import { byId, present } from './dom.js'
import { editScreen } from './edit.js'
import { newPostScreen, newUserScreen } from './make.js'
import { peopleScreen } from './people.js'
import { personScreen } from './person.js'

/**
 * `trail`: the cursors of the pages before this one, so that there is a way back; the service knows only the way on.
 *
 * @typedef {{ readonly query: URLSearchParams, readonly trail: ReadonlyArray<string>, readonly signal: AbortSignal,
 *   readonly go: (href: string, said?: string) => void, readonly say: (text: string) => void, readonly again: () => void }} Route
 * @typedef {{ readonly title: string, readonly content: ReadonlyArray<import('./dom.js').Child>,
 *   readonly isUnsaved?: () => boolean }} Screen
 */

const main = byId('main')
const status = byId('status')

/**
 * Says it to who looks and to who listens: the region is a polite one.
 *
 * @param {string} text
 */
const say = (text) => {
  status.textContent = text
}

let current = new AbortController()
let shown = ''
let isUnsaved = () => false
const mayLeave = () => !isUnsaved() || confirm('Leave without saving what you wrote?')

const again = () => void show('', true)

/**
 * Shows what the address says. What is asked for by an older one is forgotten.
 *
 * @param {string} said
 * @param {boolean} takesFocus
 */
const show = async (said, takesFocus) => {
  current.abort()
  isUnsaved = () => false
  const mine = new AbortController()
  current = mine
  shown = location.search
  main.setAttribute('aria-busy', 'true')
  const query = new URLSearchParams(location.search)
  const { trail = [] } = /** @type {{ trail?: ReadonlyArray<string> }} */ (history.state ?? {})
  // Who has gone elsewhere before a change was saved is told, and not taken away from there.
  const goIfHere = (/** @type {string} */ href, said = '') => (mine.signal.aborted ? say(said) : go(href, said))
  const screen = await screenOf({ query, trail, signal: mine.signal, go: goIfHere, say, again })
  if (mine.signal.aborted) return
  main.removeAttribute('aria-busy')
  isUnsaved = screen.isUnsaved ?? (() => false)
  document.title = screen.title === 'People' ? 'People' : `${screen.title} · People`
  main.replaceChildren(...present(screen.content))
  say(said)
  if (takesFocus) main.querySelector('h1')?.focus({ preventScroll: true })
}

/**
 * @param {Route} route
 * @returns {Promise<Screen>}
 */
const screenOf = (route) => {
  const { query } = route
  const id = query.get('user')
  if (query.has('new')) return newUserScreen(route)
  if (id === null) return peopleScreen(route)
  if (query.has('edit')) return editScreen(route, id)
  if (query.has('post')) return newPostScreen(route, id)
  return personScreen(route, id)
}

/**
 * @param {string} href
 * @param {string} said
 * @param {ReadonlyArray<string>} trail
 */
const go = (href, said = '', trail = []) => {
  history.pushState({ trail }, '', href)
  scrollTo(0, 0)
  void show(said, true)
}

/**
 * The trail behind a link: longer by this page to the next one, shorter by one to the previous.
 *
 * @param {HTMLAnchorElement} link
 */
const trailOf = (link) => {
  const { trail = [] } = /** @type {{ trail?: ReadonlyArray<string> }} */ (history.state ?? {})
  if (link.rel === 'next') return [...trail, new URLSearchParams(location.search).get('cursor') ?? '']
  return link.rel === 'prev' ? trail.slice(0, -1) : []
}

// Links within the page do not load it anew, unless another tab or window is asked for.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (link === null || event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  if (link.origin !== location.origin || link.pathname !== '/' || link.hash !== '') return
  event.preventDefault()
  if (mayLeave()) go(link.href, '', trailOf(link))
})
// The browser asks in its own words.
addEventListener('beforeunload', (event) => {
  if (isUnsaved()) event.preventDefault()
})
// A link within the screen, as the one that skips to the content, is a step in the history too.
// Who stays after all is back where they were.
addEventListener('popstate', () => {
  if (location.search === shown) return
  if (mayLeave()) again()
  else history.pushState(null, '', `/${shown}`)
})
void show('', false)
