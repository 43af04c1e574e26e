/** Mutants of the order of values, and of the text that carries it. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `values: order > ${name}`)

/** Faults in what is less. */
export const order: ReadonlyArray<Mutant> = [
  {
    name: 'text is in the order of JavaScript: UTF-16 units',
    file: 'src/value/text.ts',
    from: '(unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)',
    to: 'unit',
    kills: laws('text is ordered by its UTF-8 bytes'),
    numRuns: 1000,
  },
  {
    name: 'NULL has an order: it is equal to itself',
    file: 'src/value/order.ts',
    from: 'compareBytes((x as B).B, (y as B).B) : undefined',
    to: "compareBytes((x as B).B, (y as B).B) : tag === 'NULL' ? 0 : undefined",
    kills: laws('defined exactly within S, within N and within B'),
  },
  {
    name: 'a text is less than those that it begins with',
    file: 'src/value/text.ts',
    from: 'return ordering(x.length, y.length)',
    to: 'return -1',
    kills: laws('antisymmetric'),
  },
  {
    name: 'numbers with a point or an exponent are ordered as text',
    file: 'src/value/number/order.ts',
    from: 'dx === undefined || dy === undefined ? undefined : compareDecimals(dx, dy)',
    to: 'dx === undefined || dy === undefined ? undefined : x < y ? -1 : x > y ? 1 : 0',
    kills: [...laws('transitive', 'keyText has the order of the values'), 'values: numbers > compared by value'],
    numRuns: 5000,
  },
  {
    name: 'bytes have no order where one text begins with the other',
    file: 'src/value/bytes.ts',
    from: 'return ordering(x.length, y.length)',
    to: 'return 0',
    kills: laws('equal in order exactly where equal'),
  },
  {
    name: 'the text of a key has the order of UTF-16 units',
    file: 'src/value/text.ts',
    from: 'if (!special.test(text)) return text',
    to: 'if (special !== undefined) return text',
    kills: laws('keyText has the order of the values'),
    numRuns: 1000,
  },
  {
    name: 'the text of a key has a number as it is spelled',
    file: 'src/value/order.ts',
    from: 'return `N${numberKey((value as N).N)}`',
    to: 'return `N${(value as N).N}`',
    kills: laws('keyText is equal exactly where values are', 'keyText has the order of the values'),
  },
  {
    name: 'the texts of a partition key and a sort key run into each other',
    file: 'src/value/order.ts',
    from: '`\\u0000${keyText(values[i] as AttributeValue)}`',
    to: 'keyText(values[i] as AttributeValue)',
    kills: laws('keyTextOf has the order of its parts, left to right'),
    numRuns: 1000,
  },
  {
    name: 'the character that ends a part of a key is not escaped within it',
    file: 'src/value/text.ts',
    from: "c === 0 ? '\\u0001\\u0001' : ",
    to: '',
    kills: laws('keyTextOf has the order of its parts, left to right'),
    numRuns: 5000,
  },
]
