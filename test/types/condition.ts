/** What must compile of conditions and updates, and what must not. Checked by tsc; never run. */
import { pipe } from 'fp-ts/function'
import * as C from '../../src/expression/Condition'
import * as U from '../../src/expression/Update'
import { type Column, type Path, path, type Segments } from '../../src/value/Path'

type Row<Name extends string, A, T extends 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M'> = {
  readonly [K in Name]: Column<Name, A, T>
}
type Balance = Row<'balance', number, 'N'>
type Name = Row<'name', string, 'S'>
type Tags = Row<'tags', ReadonlySet<string>, 'SS'>
type Born = Row<'born', Date, 'S'>

declare const balance: Path<Balance, number, 'N'>
declare const limit: Path<Row<'limit', number, 'N'>, number, 'N'>
declare const name: Path<Name, string, 'S'>
declare const nick: Path<Row<'nick', string | null, 'S' | 'NULL'>, string | null, 'S' | 'NULL'>
declare const active: Path<Row<'active', boolean, 'BOOL'>, boolean, 'BOOL'>
declare const tags: Path<Tags, ReadonlySet<string>, 'SS'>
declare const numbers: Path<Row<'numbers', ReadonlySet<number>, 'NS'>, ReadonlySet<number>, 'NS'>
declare const scores: Path<Row<'scores', ReadonlyArray<number>, 'L'>, ReadonlyArray<number>, 'L'>
declare const data: Path<Row<'data', Uint8Array, 'B'>, Uint8Array, 'B'>
declare const born: Path<Born, Date, 'S'>
declare const big: Path<Row<'big', { readonly digits: bigint }, 'N'>, { readonly digits: bigint }, 'N'>

// -----------------------------------------------------------------------------
// conditions
// -----------------------------------------------------------------------------

// The row is inferred from what is read.
export const one: C.Condition<Balance> = C.gte(balance, 1)
export const two: C.Condition<Balance & Name> = pipe(C.gte(balance, 1), C.and(C.eq(name, 'x')))
export const three: C.Condition<Balance & Name & Tags> = C.all([
  C.gte(balance, 1),
  C.eq(name, 'x'),
  C.contains(tags, 'vip'),
])
export const many: C.Condition<Balance> = C.any([1, 2, 3].map((n) => C.eq(balance, n)))
export const none: C.Condition<unknown> = C.all([])

// A condition over fewer attributes fits where more are present; not the other way round.
export const wider: C.Condition<Balance & Name> = one
// @ts-expect-error: it also reads name
export const narrower: C.Condition<Balance> = two
// @ts-expect-error: a condition of another row
export const other: C.Condition<Name> = one
// @ts-expect-error: all of them are read
export const narrowerAll: C.Condition<Balance & Name> = three

// Values of the path's type alone.
C.eq(active, true)
C.lt(born, new Date(0))
C.eq(big, { digits: 1n })
C.eq(nick, null)
C.lt(nick, 'x')
// @ts-expect-error: not a number
C.eq(balance, '1')
// @ts-expect-error: not a date
C.eq(born, '1970-01-01')
// @ts-expect-error: null only where the attribute may be
C.eq(name, null)

// Order on text, numbers and bytes alone.
C.between(balance, 1, 2)
C.lt(data, new Uint8Array())
// @ts-expect-error: booleans have no order
C.lt(active, true)
// @ts-expect-error: sets have no order
C.gte(tags, new Set(['a']))
// @ts-expect-error: lists have no order
C.between(scores, [1], [2])

// Two paths of one type; a size with numbers.
export const paths: C.Condition<Balance & Row<'limit', number, 'N'>> = C.lte(balance, limit)
export const sizes: C.Condition<Tags & Name> = C.lt(C.size(tags), C.size(name))
export const sized: C.Condition<Tags & Balance> = C.eq(C.size(tags), balance)
export const bySize: C.Condition<Balance & Tags> = C.gt(balance, C.size(tags))
export const bigBySize: C.Condition<Row<'big', { readonly digits: bigint }, 'N'> & Tags> = C.gt(big, C.size(tags))
C.gt(C.size(tags), 3)
C.gt(C.size(nick), 3)
C.gt(C.size(scores), 3)
// @ts-expect-error: numbers have no size
C.size(balance)
// @ts-expect-error: booleans have no size
C.size(active)
C.in(balance, [1, limit, C.size(name)])
// @ts-expect-error: two types
C.eq(balance, name)
// @ts-expect-error: a size is a number
C.eq(C.size(tags), 'x')
// @ts-expect-error: no number against a text
C.eq(name, C.size(tags))

// Functions of some types alone.
C.beginsWith(name, 'x')
C.beginsWith(born, '19')
C.beginsWith(data, Uint8Array.of(1))
C.beginsWith(name, nick)
// @ts-expect-error: numbers have no prefix
C.beginsWith(balance, '1')
// @ts-expect-error: bytes begin with bytes
C.beginsWith(data, 'x')
C.contains(tags, 'x')
C.contains(numbers, 1)
C.contains(scores, 1)
C.contains(name, 'x')
C.contains(scores, balance)
// @ts-expect-error: the members are text
C.contains(tags, 1)
// @ts-expect-error: the elements are numbers
C.contains(scores, 'x')
// @ts-expect-error: a number contains nothing
C.contains(balance, 1)
// Of a path without a model no type is known.
C.beginsWith(path('a'), 'x')
C.beginsWith(path('a'), Uint8Array.of(1))
C.contains(path('a'), { S: 'x' })
C.contains(path('a'), path('b'))
// @ts-expect-error: nothing says how it is stored
C.contains(path('a'), 'x')
// @ts-expect-error: no number is a prefix
C.beginsWith(path('a'), 1)
// @ts-expect-error: no such type
C.hasType(name, 'X')

// Laws' instances are of one row.
C.getBooleanAlgebra<Balance>().meet(one, C.always)
// @ts-expect-error: another row
C.getBooleanAlgebra<Balance>().meet(one, C.eq(name, 'x'))

// -----------------------------------------------------------------------------
// updates
// -----------------------------------------------------------------------------

export const update: U.Update<Balance & Name> = pipe(U.set(balance, 1), U.concat(U.remove(name)))
export const updates: U.Update<Balance & Name & Tags> = U.all([
  U.set(balance, 1),
  U.remove(name),
  U.add(tags, new Set(['a'])),
])
// @ts-expect-error: it also writes name
export const fewer: U.Update<Balance> = update

U.increment(balance, 1)
U.add(balance, 1)
U.delete(tags, new Set(['x']))
U.append(scores, [1])
U.setIfMissing(name, 'x')
pipe(limit, U.copy(balance))
// @ts-expect-error: not a number
U.set(balance, '1')
// @ts-expect-error: only numbers are incremented
U.increment(name, 'x')
// @ts-expect-error: only numbers and sets are added to
U.add(scores, [1])
// @ts-expect-error: only sets are deleted from
U.delete(balance, 1)
// @ts-expect-error: only lists are appended to
U.append(tags, new Set(['x']))
// @ts-expect-error: two types
pipe(name, U.copy(balance))

/** A place has a name first. */
export const place: Segments = ['a', 0, 'b']
// @ts-expect-error: a place begins with a name
export const noPlace: Segments = [0]
