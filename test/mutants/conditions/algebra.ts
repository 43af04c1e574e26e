/** Mutants of AND, OR and NOT. */
import type { Mutant } from '../mutant'

const lattice = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `conditions: lattice > ${name}`)

const algebra = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `conditions: Boolean algebra > ${name}`)

const evaluate = 'src/expression/condition/evaluate.ts'
const constructors = 'src/expression/condition/constructors.ts'
const instances = 'src/expression/condition/instances.ts'

const ofAnd = 'for (const inner of c.conditions) if (!go(inner, item)) return false'
const ofOr = 'for (const inner of c.conditions) if (go(inner, item)) return true'

/** Faults in the verdicts of AND and OR. */
export const verdicts: ReadonlyArray<Mutant> = [
  {
    name: 'AND asks only its first condition',
    file: evaluate,
    from: ofAnd,
    to: ofAnd.replace('c.conditions', 'c.conditions.slice(0, 1)'),
    kills: lattice('AND commutes', 'never is the zero of AND'),
  },
  {
    name: 'OR asks only its first condition',
    file: evaluate,
    from: ofOr,
    to: ofOr.replace('c.conditions', 'c.conditions.slice(0, 1)'),
    kills: lattice('OR commutes', 'always is the zero of OR'),
  },
  {
    name: 'an AND within an AND is dropped',
    file: evaluate,
    from: ofAnd,
    to: ofAnd.replace('if (', "if (inner._tag !== 'And' && "),
    kills: lattice('AND is associative'),
  },
  {
    name: 'an OR within an OR is dropped',
    file: evaluate,
    from: ofOr,
    to: ofOr.replace('if (', "if (inner._tag !== 'Or' && "),
    kills: lattice('OR is associative'),
  },
  {
    name: 'AND holds where one of its conditions does',
    file: evaluate,
    from: `${ofAnd}
      return true`,
    to: `${ofOr}
      return false`,
    kills: lattice('AND absorbs OR', 'always is the unit of AND'),
  },
  {
    name: 'OR holds where all of its conditions do',
    file: evaluate,
    from: `${ofOr}
      return false`,
    to: `${ofAnd}
      return true`,
    kills: lattice('OR absorbs AND', 'never is the unit of OR'),
  },
  {
    name: 'AND holds where one of its conditions does not',
    file: evaluate,
    from: `${ofAnd}
      return true`,
    to: `for (const inner of c.conditions) if (!go(inner, item)) return true
      return false`,
    kills: lattice('AND is idempotent', 'AND distributes over OR'),
  },
  {
    name: 'OR holds where one of its conditions does not',
    file: evaluate,
    from: `${ofOr}
      return false`,
    to: `for (const inner of c.conditions) if (!go(inner, item)) return true
      return false`,
    kills: lattice('OR is idempotent', 'OR distributes over AND'),
  },
]

/** Faults in NOT, in the constructors and in the instances. */
export const complement: ReadonlyArray<Mutant> = [
  {
    name: 'NOT is overlooked',
    file: evaluate,
    from: 'return !go(c.condition, item)',
    to: 'return go(c.condition, item)',
    kills: algebra('x AND NOT x never holds', 'x OR NOT x always holds', 'De Morgan, AND', 'De Morgan, OR'),
  },
  {
    name: 'NOT of a NOT is one NOT',
    file: evaluate,
    from: 'return !go(c.condition, item)',
    to: "return !go(c.condition._tag === 'Not' ? c.condition.condition : c.condition, item)",
    kills: algebra('NOT NOT x is x'),
  },
  {
    name: 'the meet of two conditions is their OR',
    file: instances,
    from: 'meet: (x, y) => and(y)(x)',
    to: 'meet: (x, y) => or(y)(x)',
    kills: algebra('the instance: meet, join, not', 'the instance: modus ponens'),
  },
  {
    name: 'implication is the wrong way round',
    file: instances,
    from: 'or(y)(not(x))',
    to: 'or(x)(not(y))',
    kills: algebra('the instance: modus ponens', 'the instance: implies distributes'),
  },
  {
    name: 'implication is AND',
    file: instances,
    from: 'or(y)(not(x))',
    to: 'and(y)(not(x))',
    kills: algebra('the instance: x implies x'),
  },
  {
    name: 'all forgets its last condition',
    file: constructors,
    from: ': { _tag: tag, conditions: list }',
    to: ": { _tag: tag, conditions: tag === 'And' ? list.slice(0, -1) : list }",
    kills: algebra('all is AND from left to right'),
  },
  {
    name: 'any forgets its last condition',
    file: constructors,
    from: ': { _tag: tag, conditions: list }',
    to: ": { _tag: tag, conditions: tag === 'Or' ? list.slice(0, -1) : list }",
    kills: algebra('any is OR from left to right'),
  },
  {
    name: 'all of none never holds, and any of none always does',
    file: constructors,
    from: "tag === 'And' ? always : never",
    to: "tag === 'And' ? never : always",
    kills: algebra('all of none is always', 'any of none is never'),
  },
]
