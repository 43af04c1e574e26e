/** Values of all ten types, that DynamoDB stores. */
import * as fc from 'fast-check'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import { bytesKey } from '../../src/value/bytes'
import { canonical } from '../../src/value/number/order'
import { assign } from '../../src/value/record'
import { showItem } from '../../src/value/show'
import { name } from './name'
import { number } from './number'
import { printed } from './printed'
import { bytes, text } from './text'

/** Text, number or bytes: the types that have an order. */
export const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  text.map((S) => ({ S })),
  number.map((N) => ({ N })),
  bytes.map((B) => ({ B })),
)

/** A value that can be one of a key: not empty. */
export const keyValue: fc.Arbitrary<AttributeValue> = scalar.filter(
  (v) => !('S' in v && v.S === '') && !('B' in v && v.B.length === 0),
)

/** A set of one of the three types. */
export const setValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.uniqueArray(text, { minLength: 1, maxLength: 4 }).map((SS) => ({ SS })),
  fc.uniqueArray(number, { minLength: 1, maxLength: 4, selector: canonical }).map((NS) => ({ NS })),
  fc.uniqueArray(bytes, { minLength: 1, maxLength: 4, selector: bytesKey }).map((BS) => ({ BS })),
)

const constant: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant<AttributeValue>({ NULL: true }),
)

const record = (of: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Item> =>
  fc.array(fc.tuple(name, of), { maxLength: 4 }).map((entries) => {
    const out: { [name: string]: AttributeValue } = {}
    for (const [key, v] of entries) assign(out, key, v)
    return out
  })

const nested = (depth: number): fc.Arbitrary<AttributeValue> =>
  depth === 0
    ? fc.oneof({ arbitrary: scalar, weight: 3 }, constant, setValue)
    : fc.oneof(
        { arbitrary: scalar, weight: 4 },
        { arbitrary: constant, weight: 1 },
        { arbitrary: setValue, weight: 1 },
        { arbitrary: fc.array(nested(depth - 1), { maxLength: 3 }).map((L) => ({ L })), weight: 1 },
        { arbitrary: record(nested(depth - 1)).map((M) => ({ M })), weight: 1 },
      )

/** A value of any type, nested up to three deep. */
export const value: fc.Arbitrary<AttributeValue> = nested(3)

/** An item of up to four attributes. */
export const item: fc.Arbitrary<Item> = printed(record(nested(2)), showItem)
