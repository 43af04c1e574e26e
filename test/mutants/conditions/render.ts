/** Mutants of what is sent of a condition. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `conditions: render and parse > ${name}`)

const render = 'src/expression/render/condition.ts'
const allocator = 'src/expression/render/allocator.ts'

const roundTrip = laws('parse (render c) = simplify c')

/** Faults in the text. */
export const text: ReadonlyArray<Mutant> = [
  {
    name: '> is sent as >=',
    file: render,
    from: '${show(c.left)} ${c.comparator} ${show(c.right)}',
    to: "${show(c.left)} ${c.comparator === '>' ? '>=' : c.comparator} ${show(c.right)}",
    kills: roundTrip,
  },
  {
    name: 'the bounds of BETWEEN are sent the wrong way round',
    file: render,
    from: 'BETWEEN ${show(c.low)} AND ${show(c.high)}',
    to: 'BETWEEN ${show(c.high)} AND ${show(c.low)}',
    kills: roundTrip,
  },
  {
    name: 'an OR within an AND is sent without parentheses',
    file: render,
    from: "inner._tag === 'Or' ? `(${go(a, place, inner)})` : go(a, place, inner)",
    to: 'go(a, place, inner)',
    kills: roundTrip,
  },
  {
    name: 'a NOT is sent without parentheses',
    file: render,
    from: "c.condition._tag === 'And' || c.condition._tag === 'Or' ? `NOT (${inner})` : `NOT ${inner}`",
    to: '`NOT ${inner}`',
    kills: roundTrip,
    numRuns: 1000,
  },
  {
    name: 'the last condition of an AND is not sent',
    file: render,
    from: `case 'And':
      return c.conditions`,
    to: `case 'And':
      return c.conditions.slice(0, -1)`,
    kills: roundTrip,
  },
  {
    name: 'the size of an attribute is sent as the attribute',
    file: render,
    from: ': `size(${renderPath(a, place, o.path.segments)})`',
    to: ': `${renderPath(a, place, o.path.segments)}`',
    kills: roundTrip,
  },
]

/** Faults in the placeholders. */
export const placeholders: ReadonlyArray<Mutant> = [
  {
    name: 'the placeholder of the eleventh value is that of the first',
    file: allocator,
    from: ':v${a.count++}',
    to: ':v${a.count++ % 10}',
    kills: roundTrip,
    numRuns: 1000,
  },
  {
    name: 'values whose hashes are the same share a placeholder',
    file: allocator,
    from: 'equals(other, value)',
    to: 'hashValue(other) === hashValue(value)',
    kills: roundTrip,
    numRuns: 1000,
  },
  {
    name: 'a name that comes again gets another placeholder, for which the first is forgotten',
    file: allocator,
    from: 'const known = a.names.get(name)',
    to: 'const known = a.names.get(`${name}.`)',
    kills: laws('every placeholder is defined, used, and stands for one thing'),
  },
  {
    name: 'names that look simple are written as they are',
    file: allocator,
    from: `a.names.set(name, made)
  return made`,
    to: `a.names.set(name, made)
  return /^[a-z]+$/i.test(name) ? name : made`,
    kills: laws(
      'the text is keywords and placeholders, nothing of the application',
      'every placeholder is defined, used, and stands for one thing',
    ),
  },
  {
    name: 'placeholders are counted on from one request to the next',
    file: allocator,
    from: `export const makeAllocator = (): Allocator => ({
  names: new Map(),
  known: new Map(),
  values: {},
  count: 0,`,
    to: `let requests = 0
export const makeAllocator = (): Allocator => ({
  names: new Map(),
  known: new Map(),
  values: {},
  count: requests++,`,
    kills: laws('the same condition has the same text'),
  },
]
