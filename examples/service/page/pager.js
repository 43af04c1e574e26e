// On to the next page, and back to the one before.
import { h } from './dom.js'

/**
 * `hrefOf`: an address of this page from a query of the cursor, '' for the first page.
 *
 * @typedef {{ readonly label: string, readonly route: import('./app.js').Route, readonly next: string | null,
 *   readonly hrefOf: (query: string) => string }} Pages
 */

/** @param {Pages} pages */
export const pager = ({ label, route, next, hrefOf }) => {
  const { query, trail } = route
  const cursor = query.get('cursor')
  if (cursor === null && next === null) return null
  /** @param {string} to */
  const href = (to) => hrefOf(to === '' ? '' : `?${new URLSearchParams({ cursor: to })}`)
  // A bookmark of a later page has no trail: from there the way back is the first page.
  const previous = trail.at(-1)
  const back =
    cursor === null
      ? null
      : previous === undefined
        ? h('a', { class: 'button', href: href('') }, 'First page')
        : h('a', { class: 'button', rel: 'prev', href: href(previous) }, '← Previous')
  return h(
    'nav',
    { class: 'pager', 'aria-label': label },
    h('span', { class: 'pager-back' }, back),
    (cursor === null || previous !== undefined) && h('span', { class: 'muted' }, `Page ${trail.length + 1}`),
    h(
      'span',
      { class: 'pager-on' },
      next !== null && h('a', { class: 'button', rel: 'next', href: href(next) }, 'Next →'),
    ),
  )
}
