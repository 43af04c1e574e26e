/** Mutants of the codecs of a model's attributes: of each kind, by each law of codecs. */
import { type Fault, law, ofAll, ofInteger, ofString } from '../codecs/faults'
import type { Mutant } from '../mutant'
import { inCodec, of } from './faults'

const texts = of('p', 'note')
const integers = of('s', 'views')
const decimal = of('price')
const date = of('at')
const set = of('tags')
const bytes = of('seal')
const list = of('parts')
const leaves = of('p', 's', 'price', 'at', 'note', 'seal', 'views')

const finding = (fault: Fault, kills: ReadonlyArray<string>): Mutant => ({ ...fault, kills })

/** Faults that are also those of codecs alone. */
export const common: ReadonlyArray<Mutant> = [
  finding(ofString.loses, texts(law.roundTrip)),
  finding(ofString.refuses, texts(law.storable, law.isRead)),
  finding(ofString.drifts, texts(law.idempotent, law.normal)),
  finding(ofString.writesAnything, texts(law.exact)),
  finding(ofInteger.loses, integers(law.roundTrip)),
  finding(ofInteger.refuses, integers(law.storable, law.isRead)),
  finding(ofInteger.drifts, integers(law.idempotent, law.normal)),
  finding(ofInteger.writesAnything, integers(law.exact)),
  finding(ofAll.explainsNothing, leaves(law.explained)),
  finding(ofAll.decodesAnything, [...leaves(law.decoded), ...set(law.decoded), ...list(law.decoded)]),
  finding(ofAll.losesPlace, leaves(law.placed)),
  finding(ofAll.checksNothing, leaves(law.checked)),
  finding(ofAll.keepsLast, [...leaves(law.apart), ...set(law.apart), ...list(law.apart)]),
]

const inDecimal = inCodec('decimal')
const inDate = inCodec('dateTime')
const inNullable = inCodec('nullable')
const inBinary = inCodec('binary')

/** Faults of other leaves. */
export const leafFaults: ReadonlyArray<Mutant> = [
  inDecimal(
    'decimals are stored with the 17 digits of a float',
    '{ N: toText(d) }',
    '{ N: toText({ ...d, digits: d.digits.slice(0, 17) }) }',
    decimal(law.roundTrip),
  ),
  inDecimal(
    'decimals below one are no values',
    'is: (u): u is Big => decimalOf(u) !== undefined',
    'is: (u): u is Big => (decimalOf(u)?.exponent ?? -1) >= 0',
    decimal(law.storable, law.isRead),
  ),
  inDecimal(
    'decimals are read with the other sign',
    'failed : new Big(toText(d))',
    'failed : new Big(toText(d)).neg()',
    decimal(law.idempotent, law.normal),
  ),
  inDecimal(
    'what is no decimal is stored as zero',
    'd === undefined ? unstorable(name, a)',
    "d === undefined ? { N: '0' }",
    decimal(law.exact),
  ),
  inDate(
    'dates are stored to the second',
    '{ S: a.toISOString() }',
    "{ S: a.toISOString().replace(/[.]...Z/, '.000Z') }",
    date(law.roundTrip),
  ),
  inDate(
    'dates before 1970 are no values',
    'is: isStorable,',
    'is: (u): u is Date => isStorable(u) && u.getTime() >= 0,',
    date(law.storable, law.isRead),
  ),
  inDate(
    'dates are read an hour late, as of another time zone',
    '* 60 + second',
    '* 60 + second + 3600',
    date(law.idempotent, law.normal),
  ),
  inDate(
    'what is no date is stored as the first of 1970',
    ': unstorable(name, a)',
    ": { S: '1970-01-01T00:00:00.000Z' }",
    date(law.exact),
  ),
  inNullable(
    'null is stored as an absent attribute',
    '(a === null ? NULL : write(a))',
    '(a === null ? undefined : write(a))',
    bytes(law.roundTrip),
  ),
  inNullable(
    'null is no value',
    'is: (u): u is A | null => u === null || is(u)',
    'is: (u): u is A | null => is(u)',
    bytes(law.storable, law.isRead),
  ),
  inBinary(
    'the first byte is not read',
    'bytesOf(stored) ?? failed',
    'bytesOf(stored)?.slice(1) ?? failed',
    bytes(law.idempotent, law.normal),
  ),
  inBinary(
    'what is no bytes is stored as none',
    ': unstorable(name, a)',
    ': { B: new Uint8Array() }',
    bytes(law.exact),
  ),
]
