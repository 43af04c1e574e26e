// Someone else saved first: what they did, beside what I did, and who wins.
import { h } from './dom.js'

/**
 * @param {ReadonlyArray<import('./profile.js').Difference>} differences
 * @param {{ readonly theirs: () => void, readonly mine: () => void }} choose
 */
export const conflictBox = (differences, choose) => {
  const both = differences.some((difference) => difference.both)
  return h(
    'section',
    { class: 'notice notice-warn', tabindex: -1, 'aria-labelledby': 'notice-title' },
    h('h2', { id: 'notice-title' }, 'Someone else changed this first'),
    h('p', {}, `Nothing of yours is saved yet. ${advice(differences, both)}`),
    ...differences.map(difference),
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', class: 'primary', click: choose.mine }, 'Keep mine and save again'),
      h('button', { type: 'button', click: choose.theirs }, 'Take theirs'),
    ),
  )
}

/**
 * @param {ReadonlyArray<unknown>} differences
 * @param {boolean} both
 */
const advice = (differences, both) => {
  if (differences.length === 0) return 'What they changed is not in this form, and stays as they left it.'
  return both ? 'You changed the same thing.' : 'What they changed stays as they left it.'
}

/** @param {import('./profile.js').Difference} difference */
const difference = ({ field, was, mine, theirs, both }) =>
  h(
    'div',
    { class: 'difference' },
    h('h3', {}, field.label),
    both && h('p', { class: 'muted' }, 'It was: ', valueOf(was)),
    h('dl', {}, side(both ? 'Yours' : mine === was ? 'It was' : 'Yours too', mine), side('Theirs', theirs)),
  )

/**
 * @param {string} whose
 * @param {string} value
 */
const side = (whose, value) =>
  h('div', { class: 'side' }, h('dt', {}, whose), h('dd', { class: 'prose' }, valueOf(value)))

/** @param {string} value */
const valueOf = (value) => (value === '' ? h('em', {}, 'nothing') : value)
