/** Any io-ts codec as an attribute, by the DynamoDB type that its output is stored as. */
import type * as t from 'io-ts'
import type { Attribute } from './Attribute'
import { any, type Document } from './any'
import { binary } from './binary'
import { boolean } from './boolean'
import { float } from './float'
import { lift } from './lift'
import { list } from './list'
import { record } from './record'
import { set } from './set'
import { string } from './string'

/**
 * An io-ts codec to text, stored as S.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as t from 'io-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.S(t.keyof({ red: null, green: null })).encode('red'), { S: 'red' })
 * ```
 */
export const S: <A>(codec: t.Type<A, string>) => Attribute<A, 'S'> = lift(string)

/** An io-ts codec to JS numbers, stored as N as `float` does: what no JS number is exactly is refused before the codec sees it. */
export const N: <A>(codec: t.Type<A, number>) => Attribute<A, 'N'> = lift(float)

/** An io-ts codec to bytes, stored as B. */
export const B: <A>(codec: t.Type<A, Uint8Array>) => Attribute<A, 'B'> = lift(binary)

/** An io-ts codec to truth values, stored as BOOL. */
export const BOOL: <A>(codec: t.Type<A, boolean>) => Attribute<A, 'BOOL'> = lift(boolean)

/** An io-ts codec to sets of text, stored as SS; the empty set as an absent attribute. */
export const SS: <A>(codec: t.Type<A, ReadonlySet<string>>) => Attribute<A, 'SS'> = lift(set(string))

/** An io-ts codec to sets of JS numbers, stored as NS; the empty set as an absent attribute. */
export const NS: <A>(codec: t.Type<A, ReadonlySet<number>>) => Attribute<A, 'NS'> = lift(set(float))

/** An io-ts codec to sets of bytes, stored as BS; the empty set as an absent attribute. */
export const BS: <A>(codec: t.Type<A, ReadonlySet<Uint8Array>>) => Attribute<A, 'BS'> = lift(set(binary))

/** An io-ts codec to arrays of documents, stored as L. */
export const L: <A>(codec: t.Type<A, ReadonlyArray<Document>>) => Attribute<A, 'L'> = lift(list(any))

/** An io-ts codec to records of documents, stored as M. */
export const M: <A>(codec: t.Type<A, { readonly [name: string]: Document }>) => Attribute<A, 'M'> = lift(record(any))
