// What of a person can be edited: as the fields of a form, and as a change for the service. Pure.

/**
 * @typedef {import('./api.js').User} User
 * @typedef {import('./fields.js').Values} Values
 * @typedef {{ readonly field: import('./fields.js').Field, readonly was: string, readonly mine: string, readonly theirs: string,
 *   readonly both: boolean }} Difference
 */

/** @type {ReadonlyArray<import('./fields.js').Field>} */
export const fields = [
  {
    name: 'name',
    label: 'Name',
    required: true,
    autocomplete: 'name',
  },
  {
    name: 'email',
    label: 'E-mail',
    type: 'email',
    required: true,
    autocomplete: 'email',
  },
  { name: 'bio', label: 'About', multiline: true },
]

/**
 * @param {User} user
 * @returns {Values}
 */
export const valuesOf = ({ name, email, bio }) => ({ name, email, bio: bio ?? '' })

/**
 * A merge patch (RFC 7396) of what was changed only, so that two edits of different fields do not undo each other. An
 * emptied `bio` is removed.
 *
 * @param {Values} base
 * @param {Values} mine
 */
export const patchOf = (base, mine) =>
  Object.fromEntries(
    fields
      .filter(({ name }) => base[name] !== mine[name])
      .map(({ name }) => [name, name === 'bio' && mine[name] === '' ? null : mine[name]]),
  )

/**
 * What someone else changed since I began, with mine beside it. `both`: I changed it too, to something else.
 *
 * @param {Values} base
 * @param {Values} mine
 * @param {Values} theirs
 * @returns {ReadonlyArray<Difference>}
 */
export const differences = (base, mine, theirs) =>
  fields.flatMap((field) => {
    const [was = '', my = '', their = ''] = [base[field.name], mine[field.name], theirs[field.name]]
    if (was === their) return []
    return [{ field, was, mine: my, theirs: their, both: my !== was && my !== their }]
  })

/**
 * Mine where I changed it, and theirs in all else.
 *
 * @param {Values} base
 * @param {Values} mine
 * @param {Values} theirs
 * @returns {Values}
 */
export const merged = (base, mine, theirs) =>
  Object.fromEntries(fields.map(({ name }) => [name, (mine[name] === base[name] ? theirs[name] : mine[name]) ?? '']))
