/** Mutants of simplifying, and of equality. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `conditions: simplify > ${name}`)

const simplify = 'src/expression/condition/simplify.ts'
const leaf = 'src/expression/condition/leaf.ts'

/** Faults in simplifying. */
export const simplifying: ReadonlyArray<Mutant> = [
  {
    name: 'NOT (a < b) is simplified to a >= b, which fails where a is missing',
    file: simplify,
    from: `? { ...c, comparator: '=' }
          : undefined`,
    to: `? { ...c, comparator: '=' }
          : c.comparator === '<'
            ? { ...c, comparator: '>=' }
            : undefined`,
    kills: laws('keeps the meaning'),
    numRuns: 1000,
  },
  {
    name: 'NOT of an AND is an AND of NOTs',
    file: simplify,
    from: "join(condition._tag === 'And' ? 'Or' : 'And', inside.map(complement))",
    to: 'join(condition._tag, inside.map(complement))',
    kills: laws('keeps the meaning'),
    numRuns: 1000,
  },
  {
    name: 'a = a is always so, even where a is missing',
    file: leaf,
    from: "if (comparator === '=') return { _tag: 'Exists', path: operand }",
    to: "if (comparator === '=') return always",
    kills: laws('keeps the meaning of every leaf'),
    numRuns: 2000,
  },
  {
    name: 'IN of one candidate is <>',
    file: leaf,
    from: "if (candidates.length === 1) return compareLeaf({ _tag: 'Compare', comparator: '='",
    to: "if (candidates.length === 1) return compareLeaf({ _tag: 'Compare', comparator: '<>'",
    kills: laws('keeps the meaning of every leaf'),
    numRuns: 1000,
  },
  {
    name: 'BETWEEN of two equal bounds never holds',
    file: leaf,
    from: "if (verdict('>', low, high) === true) return never",
    to: "if (verdict('>=', low, high) === true) return never",
    kills: laws('keeps the meaning'),
    numRuns: 5000,
  },
  {
    name: 'simplifying turns the conditions of an AND round',
    file: simplify,
    from: 'conditions: kept.map((k) => k.condition)',
    to: 'conditions: kept.map((k) => k.condition).reverse()',
    kills: [...laws('is idempotent'), 'conditions: render and parse > parse (render c) = simplify c'],
  },
  {
    name: 'a constant stays in an AND',
    file: simplify,
    from: 'if (condition._tag === unit) return true',
    to: 'if (condition._tag === unit && members.length === 1) return true',
    kills: laws('leaves no constant inside'),
  },
  {
    name: 'NOT is always pushed inwards',
    file: simplify,
    from: 'return more <= 0',
    to: 'return true',
    kills: laws('never has more operators'),
    numRuns: 1000,
  },
  {
    name: 'a value is equal only to itself as an object',
    file: leaf,
    from: "y._tag === 'Value' && equals(x.value, y.value)",
    to: "y._tag === 'Value' && x.value === y.value",
    kills: laws('equality is reflexive'),
  },
]

const contravariant = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `conditions: contravariant > ${name}`)

/** Faults in moving conditions to other rows. */
export const moving: ReadonlyArray<Mutant> = [
  {
    name: 'contramap loses the way below an attribute',
    file: 'src/expression/condition/contramap.ts',
    from: '[to[0], ...to.slice(1), ...rest]',
    to: '[to[0], ...to.slice(1)]',
    kills: contravariant('identity'),
  },
  {
    name: 'contramap moves to an attribute and not below it',
    file: 'src/expression/condition/contramap.ts',
    from: '[to[0], ...to.slice(1), ...rest]',
    to: '[to[0], ...rest]',
    kills: contravariant('a condition on what an attribute holds'),
  },
  {
    name: 'an attribute that a function leaves out stays as it is',
    file: 'src/expression/condition/contramap.ts',
    from: 'placeIn(row, root) ?? [absent]',
    to: 'placeIn(row, root) ?? [root]',
    kills: contravariant('composition'),
    numRuns: 1000,
  },
]
