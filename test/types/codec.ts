/** What must, and must not, compile with attribute codecs. Checked by the compiler alone. */
import type Big from 'big.js'
import type { Option } from 'fp-ts/Option'
import * as t from 'io-ts'
import * as A from '../../src/codec'
import type { AttributeValue } from '../../src/value/AttributeValue'

type Equals<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false
const same = <X, Y>(_: Equals<X, Y>): void => undefined

enum Color {
  Red,
  Green,
}

const attributes = {
  name: A.string,
  count: A.integer,
  email: A.optional(A.string),
  balance: A.decimal,
  tags: A.set(A.string),
  openedAt: A.rename('o', A.dateTime),
  seen: A.nullable(A.timestamp),
  views: A.withDefault(A.integer, () => 0),
  likes: A.withDefault(A.optional(A.integer), () => 0),
  nick: A.option(A.string),
  size: A.literal('S', 'M'),
  place: A.tuple([A.float, A.float]),
  inner: A.map({ scores: A.list(A.float), note: A.optional(A.string) }),
  byName: A.record(A.boolean),
}
type Value = A.TypeOfAttributes<typeof attributes>

// A value is a plain readonly record, with exact optional properties.
same<
  Value,
  {
    readonly name: string
    readonly count: number
    readonly email?: string
    readonly balance: Big
    readonly tags: ReadonlySet<string>
    readonly openedAt: Date
    readonly seen: Date | null
    readonly views: number
    readonly likes?: number
    readonly nick: Option<string>
    readonly size: 'S' | 'M'
    readonly place: readonly [number, number]
    readonly inner: { readonly scores: ReadonlyArray<number>; readonly note?: string }
    readonly byName: Readonly<Record<string, boolean>>
  }
>(true)

// What `make` takes may lack what has a default.
const input = (i: A.InputOfAttributes<typeof attributes>) => [i.views, i.likes, i.email] as const
same<ReturnType<typeof input>, readonly [number | undefined, number | undefined, string | undefined]>(true)

// Phantoms: the DynamoDB types, the stored name, the presence, the value of operands.
same<(typeof attributes)['tags']['_T'], 'SS'>(true)
same<(typeof attributes)['seen']['_T'], 'N' | 'NULL'>(true)
same<A.StoredName<'openedAt', (typeof attributes)['openedAt']>, 'o'>(true)
same<A.StoredName<'name', (typeof attributes)['name']>, 'name'>(true)
same<(typeof attributes)['email']['_V'], string>(true)
same<(typeof attributes)['nick']['_V'], string>(true)
same<(typeof attributes)['views']['_P'], 'default'>(true)
same<(typeof attributes)['likes']['_P'], 'optional'>(true)
const both = A.optional(
  A.rename(
    'x',
    A.refine(A.integer, (n) => n > 0, 'positive integer'),
  ),
)
same<(typeof both)['_N'], 'x'>(true)
same<(typeof both)['_T'], 'N'>(true)

// An attribute goes wherever io-ts goes.
export const asType: t.Type<Date, AttributeValue, unknown> = A.dateTime
export const within = t.type({ at: A.dateTime })

// Enumerations.
const color = A.enumByValue(Color)
export const [red, stored]: [Color, AttributeValue] = [color._A, color.encode(Color.Red)]
same<(typeof color)['_T'], 'N'>(true)

// Sums.
const Shape = A.sum('kind', { circle: A.map({ radius: A.float }), square: A.map({ side: A.float }) })
type Shape = A.TypeOf<typeof Shape>
same<Shape, { readonly kind: 'circle'; readonly radius: number } | { readonly kind: 'square'; readonly side: number }>(
  true,
)

// Refinements and brands narrow.
interface Even {
  readonly Even: unique symbol
}
const even = A.brand(A.integer, (n): n is t.Branded<number, Even> => n % 2 === 0, 'Even')
same<A.TypeOf<typeof even>, t.Branded<number, Even>>(true)

// -----------------------------------------------------------------------------
// what must not compile
// -----------------------------------------------------------------------------

// @ts-expect-error a property that is undefined is not an absent property
export const undefinedProperty: Pick<Value, 'email'> = { email: undefined }
// @ts-expect-error values are readonly
export const assign = (v: Value) => (v.name = 'a')
// @ts-expect-error a value of the wrong type
export const wrong: Pick<Value, 'count'> = { count: '1' }
// @ts-expect-error the elements of a list are always present
A.list(A.optional(A.string))
// @ts-expect-error the elements of a set are text, numbers or bytes
A.set(A.boolean)
// @ts-expect-error nothing is optional twice
A.optional(A.optional(A.string))
// @ts-expect-error `none` already is what is absent
A.optional(A.option(A.string))
// @ts-expect-error what is optional is absent, not null
A.nullable(A.optional(A.string))
// @ts-expect-error a default of the wrong type
A.withDefault(A.integer, () => 'a')
// @ts-expect-error the places of a tuple are always present
A.tuple([A.optional(A.string)])
// @ts-expect-error the variants of a sum are maps
A.sum('kind', { circle: A.string })
// @ts-expect-error a codec whose output is no text
A.S(t.number)
// @ts-expect-error a codec whose output is no number
A.N(t.string)
// @ts-expect-error not one of the literals
A.literal('a').encode('b')
// @ts-expect-error a refinement of another type
A.refine(A.integer, (s: string) => s !== '', 'not empty')
// @ts-expect-error a plain number is not of the brand
even.encode(2)
// @ts-expect-error a key must not be what JavaScript numbers cannot be
A.bigint.encode(1)
