/** Mutants of the equality of values, and of their normal form. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `values: equality > ${name}`)

/** Faults in what is equal. */
export const equality: ReadonlyArray<Mutant> = [
  {
    name: 'sets of numbers are equal only in one order',
    file: 'src/value/equality.ts',
    from: 'return sameSets((x as NS).NS, (y as NS).NS, canonical)',
    to: 'return (x as NS).NS.every((n, i) => equalsNumbers(n, (y as NS).NS[i] ?? ""))',
    kills: laws('reflexive, also for another spelling'),
  },
  {
    name: 'numbers are equal as they are spelled: 1.0 is not 1',
    file: 'src/value/equality.ts',
    from: 'return equalsNumbers((x as N).N, (y as N).N)',
    to: 'return (x as N).N === (y as N).N',
    kills: laws('reflexive, also for another spelling'),
  },
  {
    name: 'lists are equal that are as long',
    file: 'src/value/equality.ts',
    from: 'for (let i = 0; i < a.length; i++) if (!isEqual(a[i], b[i])) return false',
    to: '',
    kills: laws('equal values have one normal form'),
  },
  {
    name: 'maps are equal that have the same names',
    file: 'src/value/equality.ts',
    from: '!Object.hasOwn(y, name) || !isEqual(x[name], y[name])',
    to: '!Object.hasOwn(y, name)',
    kills: laws('equal values have one normal form'),
  },
  {
    name: 'a set is equal to every set that has its members',
    file: 'src/value/equality.ts',
    from: 'if (xs.size !== ys.size) return false',
    to: '',
    kills: laws('symmetric', 'equal values have one normal form'),
    numRuns: 2000,
  },
  {
    name: 'numbers are equal as floats that are near each other',
    file: 'src/value/number/order.ts',
    from: 'x === y || compareNumbers(x, y) === 0',
    to: 'Math.abs(Number(x) - Number(y)) <= 1',
    kills: laws('transitive', 'equal values have one normal form'),
    numRuns: 2000,
  },
  {
    name: 'the types of values are not compared',
    file: 'src/value/equality.ts',
    from: 'if (tagOfUnknown(y) !== tag) return false',
    to: '',
    kills: laws('values of two types are never equal'),
  },
  {
    name: 'a map is equal to every map that has more',
    file: 'src/value/equality.ts',
    from: 'if (names.length !== Object.keys(y).length) return false',
    to: 'if (names.length > Object.keys(y).length) return false',
    kills: laws('symmetric'),
    numRuns: 2000,
  },
  {
    name: 'items are compared by what the first one has',
    file: 'src/value/equality.ts',
    from: 'boolean => sameDeep(x, y)',
    to: 'boolean => Object.keys(x).every((name) => Object.hasOwn(y, name) && equals(x[name] as AttributeValue, y[name] as AttributeValue))',
    kills: laws('items are equal as maps are'),
  },
]

/** Faults in the normal form. */
export const normalForm: ReadonlyArray<Mutant> = [
  {
    name: 'the normal form of a number is that of a float',
    file: 'src/value/normalise.ts',
    from: "if ('N' in value) return { N: canonical(value.N) }",
    to: "if ('N' in value) return { N: String(Number(value.N)) }",
    kills: laws('normalise keeps the value'),
  },
  {
    name: 'the normal form of a list is the list turned round',
    file: 'src/value/normalise.ts',
    from: 'value.L.map(',
    to: '[...value.L].reverse().map(',
    kills: laws('normalise is idempotent, as data', 'normalise keeps the value'),
    numRuns: 1000,
  },
  {
    name: 'the normal form of a set keeps the order of its members',
    file: 'src/value/normalise.ts',
    from: '[...new Set(value.SS)].sort(compareText)',
    to: '[...new Set(value.SS)]',
    kills: laws('equal values have one normal form'),
    numRuns: 1000,
  },
  {
    name: 'the normal form of a map keeps the order of its entries',
    file: 'src/value/normalise.ts',
    from: 'Object.keys(item).sort(compareText)',
    to: 'Object.keys(item)',
    kills: laws('equal values have one normal form'),
    numRuns: 1000,
  },
]
