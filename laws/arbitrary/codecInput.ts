/** What codecs are given to read: values as DynamoDB stores them, values that are nearly so, and rubbish. */
import * as fc from 'fast-check'
import type { AttributeValue } from '../../src/value/AttributeValue'
import { anyText } from './text'

/** Texts: empty, of several scripts, hostile as names. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'b',
    'tag',
    '__proto__',
    'constructor',
    '😀',
    '\uffee',
    '1',
    'true',
    '{"a":1}',
    '[',
    '1970-01-01T00:00:00.000Z',
  ),
  anyText(10),
)

/** Numbers as texts: at the edges of what JS numbers and DynamoDB hold. */
export const numberText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('0', '-0', '1', '1.0', '-1.50', '1e3', '0.1', '60', '9007199254740991', '9007199254740993'),
  fc.constantFrom('1E-130', '9.9999999999999999999999999999999999999E125', '0.10000000000000000001', '8640000000001'),
  fc.constantFrom('99999999999999999999999999999999999999', '-123456789012345678901234567.25', '1e125', '0.000001'),
  fc.integer().map(String),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 })
    .filter((n) => Math.abs(n) > 1e-100)
    .map(String),
)

const bytes = fc.uint8Array({ maxLength: 4 })

const unique = <A>(arbitrary: fc.Arbitrary<A>, key: (a: A) => unknown): fc.Arbitrary<Array<A>> =>
  fc.uniqueArray(arbitrary, { minLength: 1, maxLength: 4, selector: key })

/** Values that DynamoDB stores. */
export const storedValue: fc.Arbitrary<AttributeValue> = fc.letrec<{ readonly value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text.map((S) => ({ S })),
    numberText.map((N) => ({ N })),
    bytes.map((B) => ({ B })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant<AttributeValue>({ NULL: true }),
    unique(text, (s) => s).map((SS) => ({ SS })),
    unique(fc.integer({ min: -9, max: 9 }).map(String), (n) => n).map((NS) => ({ NS })),
    unique(bytes, (b) => b.join()).map((BS) => ({ BS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc
      .dictionary(
        text.filter((name) => name !== ''),
        tie('value'),
        { maxKeys: 3 },
      )
      .map((M) => ({ M })),
  ),
})).value

/** Rubbish: wrong types within tags, several tags, no tag, anything. */
export const malformedValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    0,
    '',
    'S',
    true,
    Number.NaN,
    [],
    {},
    [{ S: 'a' }],
    { s: 'a' },
    '\ud800',
    new Date(Number.NaN),
  ),
  fc.constantFrom<unknown>({ S: 1 }, { S: null }, { S: undefined }, { S: ['a'] }, { S: '\ud800' }, { S: 'a', N: '1' }),
  fc.constantFrom<unknown>(
    { N: 1 },
    { N: '' },
    { N: 'NaN' },
    { N: '1e400' },
    { N: '1E-131' },
    { N: '0x10' },
    { N: ' 1' },
    { N: {} },
  ),
  fc.constantFrom<unknown>({ B: 'AA==' }, { B: [1] }, { BOOL: 'true' }, { BOOL: 1 }, { NULL: false }, { NULL: 'true' }),
  fc.constantFrom<unknown>(
    { SS: [] },
    { SS: [1] },
    { SS: 'a' },
    { SS: { 0: 'a' } },
    { NS: ['x'] },
    { NS: [1] },
    { BS: ['a'] },
    { NS: ['1', '1.0'] },
  ),
  fc.constantFrom<unknown>({ L: {} }, { L: null }, { L: [null] }, { L: new Array(2) }, { L: [{ S: 1 }] }, { L: [[]] }),
  fc.constantFrom<unknown>(
    { M: null },
    { M: [] },
    { M: 'a' },
    { M: { a: null } },
    { M: { '': { S: 'a' } } },
    { M: { a: { M: [] } } },
  ),
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
  }),
)

/** A value with one place, at any depth, put in place of what was there. */
const corrupt = (value: unknown, rubbish: unknown, steps: ReadonlyArray<number>): unknown => {
  const [step, ...rest] = steps
  if (step === undefined || typeof value !== 'object' || value === null) return rubbish
  if (value instanceof Uint8Array) return rubbish
  const keys = Object.keys(value)
  const key = keys[step % Math.max(keys.length, 1)]
  if (key === undefined) return rubbish
  const inner = corrupt((value as Record<string, unknown>)[key], rubbish, rest)
  if (Array.isArray(value)) return value.map((v, i) => (String(i) === key ? inner : v))
  const entries = keys.map((k): [string, unknown] => [k, k === key ? inner : (value as Record<string, unknown>)[k]])
  return Object.fromEntries(entries)
}

/** Values of a kind with rubbish at some place, at any depth. */
export const corrupted = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(arbitrary, malformedValue, fc.array(fc.nat(20), { maxLength: 6 }))
    .map(([value, rubbish, steps]) => corrupt(value, rubbish, steps))
