// Elements. Text goes in as text only: nothing in this page writes HTML.

/**
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>} Attributes
 */

/**
 * An element. Of its attributes, `true` stands without a value, `false` and `undefined` do not stand at all, and a
 * function listens to the event of that name.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {ReadonlyArray<Child>} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...present(children))
  return element
}

/**
 * @param {ReadonlyArray<Child>} children
 * @returns {ReadonlyArray<Node | string>}
 */
export const present = (children) =>
  children.flatMap((child) => (child === null || child === undefined || child === false ? [] : [child]))

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
export const byId = (id) => {
  const element = document.getElementById(id)
  if (element === null) throw new Error(`the page has no #${id}`)
  return element
}

/**
 * A moment as people read it, and as machines do.
 *
 * @param {string} iso
 */
export const time = (iso) =>
  h('time', { datetime: iso }, new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(new Date(iso)))

/**
 * A person's picture; where there is none, or it is no picture, their initials on a colour that is always the same one
 * for this id. The colour is a property set here and not an attribute `style`, which the Content-Security-Policy refuses.
 *
 * @param {import('./api.js').User} user
 */
export const avatar = ({ id, initials, avatar: picture }) => {
  const element = h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials)
  let hash = 0
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_536
  // By the golden angle, so that ids that follow each other are of different colours.
  element.style.setProperty('--hue', String((hash * 137) % 360))
  if (typeof picture !== 'string') return element
  // Browsers find out by themselves which format the bytes are.
  const image = h('img', { alt: '', src: `data:image/png;base64,${picture}` })
  image.addEventListener('load', () => element.replaceChildren(image))
  return element
}
