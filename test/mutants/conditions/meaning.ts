/** Mutants of what comparisons and functions mean. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `conditions: meaning > ${name}`)

const evaluate = 'src/expression/condition/evaluate.ts'

/** Faults in the verdicts of leaves. */
export const meaning: ReadonlyArray<Mutant> = [
  {
    name: '<> holds only where both sides are there',
    file: evaluate,
    from: "if (x === undefined || y === undefined) return comparator === '<>'",
    to: 'if (x === undefined || y === undefined) return false',
    kills: laws('NOT (a = b) is a <> b'),
  },
  {
    name: '< is <=',
    file: evaluate,
    from: 'return order < 0',
    to: 'return order <= 0',
    kills: laws('a < b is b > a'),
    numRuns: 2000,
  },
  {
    name: '> is >=',
    file: evaluate,
    from: 'return order > 0',
    to: 'return order >= 0',
    kills: laws('a < b is b > a', 'a > b says a >= b and a <> b'),
    numRuns: 2000,
  },
  {
    name: '>= is >',
    file: evaluate,
    from: 'return order >= 0',
    to: 'return order > 0',
    kills: laws('a <= b is b >= a'),
    numRuns: 2000,
  },
  {
    name: 'what is missing on the left is equal to everything',
    file: evaluate,
    from: "if (x === undefined || y === undefined) return comparator === '<>'",
    to: "if (x === undefined) return comparator === '=' || comparator === '<>'\n  if (y === undefined) return comparator === '<>'",
    kills: laws('= is symmetric'),
  },
  {
    name: 'BETWEEN leaves out its lower bound',
    file: evaluate,
    from: "decide('>=', x, resolve(c.low, item))",
    to: "decide('>', x, resolve(c.low, item))",
    kills: laws('BETWEEN is >= and <='),
    numRuns: 5000,
  },
  {
    name: 'IN asks only its first candidate',
    file: evaluate,
    from: 'for (const candidate of c.candidates)',
    to: 'for (const candidate of c.candidates.slice(0, 1))',
    kills: laws('IN is OR of ='),
    numRuns: 1000,
  },
  {
    name: 'IN holds where its operand is missing',
    file: evaluate,
    from: `if (x === undefined) return false
      for`,
    to: `if (x === undefined) return true
      for`,
    kills: laws('IN of none never holds'),
  },
  {
    name: 'an attribute that is NULL is missing',
    file: evaluate,
    from: 'return getAt(item, c.path.segments) === undefined',
    to: "const x = getAt(item, c.path.segments)\n      return x === undefined || 'NULL' in x",
    kills: laws('missing is NOT exists'),
    numRuns: 2000,
  },
  {
    name: 'an attribute is found in the prototype of an object',
    file: 'src/value/record.ts',
    from: 'Object.hasOwn(record, name) ? record[name] : undefined',
    to: 'record[name]',
    kills: laws('names mean nothing: other names, the same verdict'),
    numRuns: 3000,
  },
  {
    name: 'the right side of a comparison is no place that is read',
    file: 'src/expression/condition/fold.ts',
    from: 'return [leaf.left, leaf.right]',
    to: 'return [leaf.left]',
    kills: laws('locality: the verdict depends on nothing that is not read'),
  },
]
