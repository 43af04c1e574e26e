import { law, ofAll, ofBigint, ofInteger, ofString } from './codecs/faults'
import { kill } from './suite'

const string = (...names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `codec string > ${name}`)
const integer = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `codec integer > ${name}`)
const named = 'integer of at most 38 significant digits'
const bigint = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `codec ${named} > ${name}`)
const all = (name: string): ReadonlyArray<string> => [...string(name), ...integer(name), ...bigint(name)]
const key = (name: string): ReadonlyArray<string> => [`key codec ${named} > ${name}`]

kill('codecs', [
  { ...ofString.loses, kills: string(law.roundTrip) },
  { ...ofString.refuses, kills: string(law.storable, law.isRead) },
  { ...ofString.drifts, kills: string(law.idempotent, law.normal) },
  { ...ofString.writesAnything, kills: string(law.exact) },
  { ...ofInteger.loses, kills: integer(law.roundTrip) },
  { ...ofInteger.refuses, kills: integer(law.storable, law.isRead) },
  { ...ofInteger.drifts, kills: integer(law.idempotent, law.normal) },
  { ...ofInteger.writesAnything, kills: integer(law.exact) },
  { ...ofBigint.loses, kills: bigint(law.roundTrip) },
  { ...ofBigint.refuses, kills: bigint(law.storable, law.isRead) },
  { ...ofBigint.drifts, kills: bigint(law.idempotent, law.normal) },
  { ...ofBigint.writesAnything, kills: bigint(law.exact) },
  { ...ofAll.explainsNothing, kills: all(law.explained) },
  { ...ofAll.decodesAnything, kills: all(law.decoded) },
  { ...ofAll.losesPlace, kills: all(law.placed) },
  { ...ofAll.checksNothing, kills: all(law.checked) },
  { ...ofAll.keepsLast, kills: all(law.apart) },
  {
    name: 'a codec of keys says that it may also be text',
    file: 'src/codec/bigint.ts',
    from: "types: ['N']",
    to: "types: ['N', 'S'] as never",
    kills: key('one type, of S, N and B'),
  },
  {
    name: 'a negative key is stored by being absent',
    file: 'src/codec/bigint.ts',
    from: 'const wire = textOfBigint(a)',
    to: 'if (a < 0n) return undefined as never\n    const wire = textOfBigint(a)',
    kills: key('a key is never absent'),
  },
  {
    name: 'numbers of keys are stored as their magnitude',
    file: 'src/codec/bigint.ts',
    from: 'unstorable(name, a) : { N: wire }',
    to: "unstorable(name, a) : { N: wire.replace('-', '') }",
    kills: key('encoding keeps the order'),
  },
])
