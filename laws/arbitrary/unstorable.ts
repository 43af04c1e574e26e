/** Values that DynamoDB cannot store, each for one reason. */
import * as fc from 'fast-check'
import type { AttributeValue } from '../../src/value/AttributeValue'
import { unstorable as marker } from '../../src/value/unstorable'
import { badNumber } from './number'

const nest = (depth: number): AttributeValue => {
  let value: AttributeValue = { L: [] }
  for (let i = 1; i < depth; i++) value = i % 2 === 0 ? { L: [value] } : { M: { a: value } }
  return value
}

const wrong = (value: unknown): AttributeValue => value as AttributeValue

const many: ReadonlyArray<string> = [...'abcdefghijkl']

/** A list with a hole: `every` and `map` pass over it. */
const holed: ReadonlyArray<unknown> = Object.assign([], { 0: Uint8Array.of(1), 2: Uint8Array.of(2) })

const leaf: fc.Arbitrary<AttributeValue> = fc.oneof(
  badNumber.map((N) => ({ N })),
  badNumber.map((n) => ({ NS: ['7', n] })),
  fc.constantFrom<AttributeValue>(
    { SS: [] },
    { NS: [] },
    { BS: [] },
    { SS: ['a', 'b', 'a'] },
    { NS: ['1', '2', '1.0'] },
    { BS: [Uint8Array.of(1), Uint8Array.of(1)] },
    { S: '\ud83d' },
    { S: 'x'.repeat(409_601) },
    { SS: [...many, 'a'] },
    { NS: [...many.keys(), 0].map(String) },
    nest(32),
    { M: { a: nest(31) } },
    marker('finite number', Number.NaN),
    wrong({}),
    wrong({ S: 'a', N: '1' }),
    wrong({ X: 'a' }),
    wrong({ S: 1 }),
    wrong({ S: null }),
    wrong({ N: 1 }),
    wrong({ B: 'AQ==' }),
    wrong({ BOOL: 'true' }),
    wrong({ NULL: false }),
    wrong({ SS: 'a' }),
    wrong({ SS: ['a', 1] }),
    wrong({ NS: [1] }),
    wrong({ BS: ['AQ=='] }),
    wrong({ BS: holed }),
    wrong({ L: {} }),
    wrong({ L: null }),
    wrong({ M: [] }),
    wrong({ M: null }),
    wrong({ M: 'a' }),
    wrong({ M: { '': { S: 'a' } } }),
    wrong({ M: { '\ud83d': { S: 'a' } } }),
    wrong(null),
    wrong(undefined),
    wrong('a'),
    wrong([]),
  ),
)

/** A value that DynamoDB cannot store, alone or within another. */
export const unstorable: fc.Arbitrary<AttributeValue> = fc.oneof(
  leaf,
  leaf.map((v) => ({ L: [{ N: '1' }, v] })),
  leaf.map((v) => ({ M: { a: { BOOL: true }, b: v } })),
)
