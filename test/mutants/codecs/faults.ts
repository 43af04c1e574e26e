/** Faults of the codecs of leaves, for the codecs themselves and for the attributes of a model. */
import type { Mutant } from '../mutant'

/** A fault, whoever finds it. */
export type Fault = Omit<Mutant, 'kills'>

const string = 'src/codec/string.ts'
const integer = 'src/codec/integer.ts'
const attribute = 'src/codec/Attribute.ts'

/** Faults of `string`. */
export const ofString = {
  loses: {
    name: 'characters beyond U+FFFF are stored as question marks',
    file: string,
    from: '? { S: a }',
    to: "? { S: a.replace(/[^\\u0000-\\uffff]/gu, '?') }",
    numRuns: 1000,
  },
  refuses: {
    name: 'characters beyond U+FFFF are no text',
    file: string,
    from: "is: (u): u is string => typeof u === 'string' && isWellFormed(u)",
    to: "is: (u): u is string => typeof u === 'string' && isWellFormed(u) && !/[^\\u0000-\\uffff]/u.test(u)",
    numRuns: 1000,
  },
  drifts: {
    name: 'text is read with a blank at its end',
    file: string,
    from: 'textOf(stored) ?? failed',
    to: 'textOf(stored)?.concat(" ") ?? failed',
  },
  writesAnything: {
    name: 'whatever is no text is stored as the text that it prints as',
    file: string,
    from: "typeof a === 'string' && isWellFormed(a) ? { S: a } : unstorable(name, a)",
    to: '{ S: typeof a === "object" ? "[object Object]" : String(a) }',
  },
} satisfies Record<string, Fault>

/** Faults of `integer`. */
export const ofInteger = {
  loses: {
    name: 'the sign of an integer is not stored',
    file: integer,
    from: '{ N: String(a) }',
    to: '{ N: String(Math.abs(a)) }',
  },
  refuses: {
    name: 'integers have 32 bits',
    file: integer,
    from: 'is: (u): u is number => Number.isSafeInteger(u)',
    to: 'is: (u): u is number => Number.isSafeInteger(u) && u === ((u as number) | 0)',
  },
  drifts: {
    name: 'integers are read with the other sign',
    file: integer,
    from: 'n === undefined ? failed : toInteger(n)',
    to: "n === undefined ? failed : toInteger(n.startsWith('-') ? n.slice(1) : `-${n}`)",
  },
  writesAnything: {
    name: 'what is no integer is stored as the number that it is as an integer',
    file: integer,
    from: ': unstorable(name, a)',
    to: ": { N: String(typeof a === 'number' ? Math.trunc(a) || 0 : 0) }",
  },
} satisfies Record<string, Fault>

const bigint = 'src/codec/bigint.ts'

/** Faults of `bigint`. */
export const ofBigint = {
  loses: {
    name: 'bigints are stored as the floats that are nearest',
    file: bigint,
    from: 'unstorable(name, a) : { N: wire }',
    to: 'unstorable(name, a) : { N: String(BigInt(Number(a))) }',
  },
  refuses: {
    name: 'bigints have 64 bits',
    file: bigint,
    from: 'is: (u): u is bigint => textOfBigint(u) !== failed',
    to: 'is: (u): u is bigint => textOfBigint(u) !== failed && BigInt.asIntN(64, u as bigint) === u',
  },
  drifts: {
    name: 'bigints are read with the other sign',
    file: bigint,
    from: ': BigInt(toText(decimal))',
    to: ': -BigInt(toText(decimal))',
  },
  writesAnything: {
    name: 'what is no bigint is stored as zero',
    file: bigint,
    from: 'wire === failed ? unstorable(name, a)',
    to: "wire === failed ? { N: '0' }",
  },
} satisfies Record<string, Fault>

/** Faults of all codecs. */
export const ofAll = {
  explainsNothing: {
    name: 'nothing is said of what cannot be read',
    file: attribute,
    from: 'given.read(actual as AttributeValue | undefined) === failed ? [{ path, expected: given.name, actual }] : []',
    to: '[]',
  },
  decodesAnything: {
    name: 'what cannot be read is decoded as nothing',
    file: attribute,
    from: 'return a === failed ? t.failures([...toValidationErrors(explain(u, []), u, context)]) : t.success(a)',
    to: 'return t.success(a === failed ? (undefined as A) : a)',
  },
  losesPlace: {
    name: 'errors of decoding do not say where',
    file: attribute,
    from: 'given.read(actual as AttributeValue | undefined) === failed ? [{ path,',
    to: 'given.read(actual as AttributeValue | undefined) === failed ? [{ path: [],',
  },
  checksNothing: {
    name: 'nothing is said of what is no value',
    file: attribute,
    from: 'given.is(actual) ? [] : [{ path, expected: given.name, actual }]',
    to: '[]',
  },
  keepsLast: {
    name: 'what is absent is read as what was read before',
    file: attribute,
    from: 'this.read = read\n',
    to: `let last: A | Failed = failed
    this.read = (stored) => {
      if (stored !== undefined) last = read(stored)
      return last
    }
`,
  },
} satisfies Record<string, Fault>

/** The names of the laws of codecs. */
export const law = {
  roundTrip: 'decode ∘ encode = right',
  storable: 'values are storable',
  idempotent: 'encode ∘ decode is idempotent',
  normal: 'decode ∘ encode ∘ decode = decode',
  isRead: 'what is read from what DynamoDB stores is a value: `is`',
  apart: 'what is stored, also NULL and what is empty, is not read as what is absent',
  explained: 'read is total, and fails exactly where explain says why',
  decoded: 'decode is read, with errors',
  placed: 'errors name their place',
  checked: '`is` agrees with check',
  exact: 'encode is total, and gives what DynamoDB stores exactly of what is a value: `is`',
} as const
