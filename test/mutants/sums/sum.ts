/** Mutants of sums of models. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `sum Note | Task > ${name}`)

const file = 'src/model/oneOf.ts'

/** Faults of what goes by the tag. */
export const tags: ReadonlyArray<Mutant> = [
  {
    name: 'a sum encodes as its first model',
    file,
    from: 'ofValue(a)?.encode(a as never)',
    to: 'parts[0]?.encode(a as never)',
    kills: laws('a value is stored as the model of its tag stores it'),
  },
  {
    name: 'a sum explains by its first model',
    file,
    from: 'ofItem(item)?.explain(item, path)',
    to: '(ofItem(item) && parts[0])?.explain(item, path)',
    kills: laws('an item is read as the model of its tag reads it, and has the faults that it sees'),
  },
  {
    name: 'what has another tag is of the first model',
    file,
    from: 'return parts.find((part) => tagOf(part).read(value) !== failed)',
    to: 'return parts.find((part) => tagOf(part).read(value) !== failed) ?? parts[0]',
    kills: laws('of an item with the tag of no model, the tag is the fault'),
  },
  {
    name: 'a refinement reads what is none',
    file: 'src/codec/refine.ts',
    from: 'return value !== failed && accepts(value) ? value : failed',
    to: 'return value',
    kills: laws('a tag is of one model'),
  },
]

/** Faults of what a sum does as a model does. */
export const items: ReadonlyArray<Mutant> = [
  {
    name: 'nothing is a value of a sum',
    file,
    from: 'ofValue(u)?.is(u) === true',
    to: 'ofValue(u)?.is(u) === undefined',
    kills: laws('values are storable'),
  },
  {
    name: 'a sum decodes everything as nothing',
    file,
    from: 't.success(a)',
    to: 't.success({})',
    kills: laws('decode (encode a) = right a, by what is stored'),
  },
  {
    name: 'a sum reads no item with many attributes',
    file,
    from: "if (typeof item !== 'object' || item === null || !Object.hasOwn(item, stored)) return undefined",
    to: 'if (!Object.hasOwn(item as object, stored) || Object.keys(item as object).length > 5) return undefined',
    kills: laws('attributes that the model does not declare are ignored', 'decoding never throws'),
  },
  {
    name: 'a sum does not declare the first attribute',
    file,
    from: 'ofValue(a)?.declared(a as never) ?? []',
    to: 'ofValue(a)?.declared(a as never).slice(1) ?? []',
    kills: laws(
      'what is stored is declared',
      'the table and its indexes read what they hold of an item',
      'snapshot x holds on y exactly if x and y are equal in the declared attributes',
    ),
  },
  {
    name: 'a key of a sum is empty',
    file,
    from: 'return encodeKey(key as never)',
    to: 'return {}',
    kills: laws('the key of a value is the key of its item'),
  },
  {
    name: 'a sum fills in what is not stored',
    file,
    from: 'ofItem(item)?.read(item) ?? failed',
    to: 'ofItem(item)?.read({ isDone: { BOOL: true }, ...item }) ?? failed',
    kills: laws('decoding applies no default: what is not stored is not made up'),
  },
  {
    name: 'a difference takes nothing away',
    file: 'src/expression/update/diff.ts',
    from: 'if (!Object.hasOwn(after, name))',
    to: 'if (!Object.hasOwn(before, name))',
    kills: laws('the difference of two values, applied to the first, gives the second'),
  },
]
