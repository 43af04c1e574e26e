/** Mutants of models: their items, keys, sources and local values. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `model Thing > ${name}`)

const struct = 'src/codec/struct.ts'
const model = 'src/model/Model.ts'
const local = 'src/model/local.ts'

const read = 'decode (encode a) = right a, by what is stored'

/** Faults between values and items. */
export const items: ReadonlyArray<Mutant> = [
  {
    name: 'a record with an empty optional attribute is no value',
    file: struct,
    from: 'if (!step.attribute.is(local(u, step))) return false',
    to: 'if (local(u, step) === undefined || !step.attribute.is(local(u, step))) return false',
    kills: laws('values are storable'),
  },
  {
    name: 'empty text is decoded as absent',
    file: model,
    from: 'u, context)]) : t.success(a)',
    to: "u, context)]) : t.success(Object.fromEntries(Object.entries(a).filter(([, value]) => value !== '')))",
    numRuns: 1000,
    kills: laws(read),
  },
  {
    name: 'an item with attributes of others is not read',
    file: struct,
    from: 'if (!isObject(item)) return failed',
    to: 'if (!isObject(item) || Object.keys(item).length > fields.length) return failed',
    kills: laws('attributes that the model does not declare are ignored'),
    numRuns: 1000,
  },
  {
    name: 'what is declared has the names of the application',
    file: model,
    from: '.map(([name, attribute]) => storedName(name, attribute))',
    to: '.map(([name]) => name)',
    kills: laws('what is stored is declared', 'the table and its indexes read what they hold of an item'),
  },
  {
    name: 'the key of a value has only its partition',
    file: model,
    from: 'const keys = [definition.key.partition, ...(definition.key.sort === undefined ? [] : [definition.key.sort])]',
    to: 'const keys = [definition.key.partition]',
    kills: laws(
      'the key of a value is the key of its item',
      'keyOf (make a) = keyOf a, and whoever has the key is that item',
    ),
  },
  {
    name: 'what is read and is not there has its default',
    file: 'src/codec/withDefault.ts',
    from: "presence: codec.presence === 'optional' ? 'optional' : 'default',",
    to: "presence: codec.presence === 'optional' ? 'optional' : 'default',\n    read: (stored) => (stored === undefined ? value() : codec.read(stored)),",
    kills: laws('decoding applies no default: what is not stored is not made up'),
  },
  {
    name: 'decoding throws on null',
    file: struct,
    from: 'if (!isObject(item)) return failed',
    to: '',
    kills: laws('decoding never throws'),
  },
]

/** Faults of `make` and `set`. */
export const locals: ReadonlyArray<Mutant> = [
  {
    name: 'make puts the default over what is given',
    file: local,
    from: 'byDefault === undefined || (Object.hasOwn(given, name) && given[name] !== undefined)',
    to: 'byDefault === undefined',
    kills: laws('make of a value is the value'),
  },
  {
    name: 'make fills in nothing',
    file: local,
    from: 'Object.fromEntries([...present(given), ...defaults])',
    to: 'Object.fromEntries(present(given))',
    kills: laws('make fills in what has a default, and nothing else'),
  },
  {
    name: 'names that are not declared are taken',
    file: local,
    from: '[...checked.check(values, []), ...unknownNames(attributes, values)]',
    to: 'checked.check(values, [])',
    kills: laws('make refuses what is not declared'),
  },
  {
    name: 'make does not look at what it is given',
    file: local,
    from: 'return validated(attributes, checked, Object.fromEntries([...present(given), ...defaults]))',
    to: 'return E.right(Object.fromEntries([...present(given), ...defaults]) as never)',
    kills: laws('make gives values, and is total'),
  },
  {
    name: 'make throws on what is no record',
    file: local,
    from: 'if (!isRecord(given)) return E.left(notRecord(given))',
    to: '',
    kills: laws('make gives values, and is total'),
  },
  {
    name: 'set gives only what was changed',
    file: local,
    from: 'present({ ...value, ...changes })',
    to: 'present(changes)',
    kills: laws(
      'set of nothing is the value',
      'set of some attributes of another value gives these, and keeps the others',
    ),
  },
  {
    name: 'set keeps what there was',
    file: local,
    from: 'present({ ...value, ...changes })',
    to: 'present({ ...changes, ...value })',
    kills: laws(
      'set, then set, is set of both',
      'set of some attributes of another value gives these, and keeps the others',
    ),
  },
]

/** Faults of what is derived from a model. */
export const writes: ReadonlyArray<Mutant> = [
  {
    name: 'a snapshot does not say what is absent',
    file: 'src/program/write/conditions.ts',
    from: "? { _tag: 'Missing', path }",
    to: "? { _tag: 'Always' }",
    kills: laws('snapshot x holds on y exactly if x and y are equal in the declared attributes'),
  },
  {
    name: 'a difference takes nothing away',
    file: 'src/expression/update/diff.ts',
    from: 'if (!Object.hasOwn(after, name))',
    to: 'if (!Object.hasOwn(before, name))',
    kills: laws('the difference of two values, applied to the first, gives the second'),
  },
]
