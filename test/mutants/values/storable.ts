/** Mutants of what can be stored, and of what it measures. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `values: storable > ${name}`)

const sameVerdict = laws('measure refuses exactly what validate does', 'items too')

/** Faults in limits and sizes. */
export const storable: ReadonlyArray<Mutant> = [
  {
    name: 'characters beyond U+FFFF are broken text',
    file: 'src/value/text.ts',
    from: 'if (next < 0xdc00 || next > 0xdfff) return -1',
    to: 'if (next > 0) return -1',
    kills: laws('nothing is wrong with what can be stored'),
  },
  {
    name: 'empty text cannot be stored, as it once was',
    file: 'src/value/measure.ts',
    from: "return typeof S === 'string' ? utf8Bytes(S) : -1",
    to: "return typeof S === 'string' && S !== '' ? utf8Bytes(S) : -1",
    kills: [...laws('measured as counted', 'values too'), ...sameVerdict],
    numRuns: 1000,
  },
  {
    name: 'the elements of a list cost nothing but themselves',
    file: 'src/value/size.ts',
    from: 'bytes += 3 + list.length',
    to: 'bytes += 3',
    kills: laws('measured as counted', 'values too'),
  },
  {
    name: 'the size of a number goes by how it is spelled',
    file: 'src/value/number/order.ts',
    from: 'const pairs = d.exponent % 2 === 0 ? 1 + (length >> 1) : (length + 1) >> 1',
    to: 'const pairs = (text.length + 1) >> 1',
    kills: laws('the size is that of the normal form'),
  },
  {
    name: 'a set may have a number twice, if it is spelled otherwise',
    file: 'src/value/measure.ts',
    from: 'repeatsText(members.map(canonical))',
    to: 'repeatsText(members)',
    kills: laws('what cannot be stored is named, with a place'),
    numRuns: 1000,
  },
  {
    name: 'items of more than 400 KB are left to the store to refuse',
    file: 'src/value/measure.ts',
    from: `const bytes = names(item, maxContainers, 0)
  return bytes > maxItemBytes ? -1 : bytes`,
    to: `const bytes = names(item, maxContainers, 0)
  return bytes`,
    kills: laws('what cannot be stored is named, with a place'),
    numRuns: 1000,
  },
  {
    name: 'what is wrong with an attribute is told without its name',
    file: 'src/value/validate.ts',
    from: 'at(place, (item as Item)[name], room, report)',
    to: 'at(path, (item as Item)[name], room, report)',
    kills: laws('what cannot be stored is named, with a place'),
  },
  {
    name: 'NULL of false is refused without a reason',
    file: 'src/value/validate.ts',
    from: "return content === true ? undefined : report(path, 'NULL of true', content)",
    to: 'return undefined',
    kills: [...sameVerdict, ...laws('what cannot be stored is named, with a place')],
    numRuns: 1000,
  },
]
