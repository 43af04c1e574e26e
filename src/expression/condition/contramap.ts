/**
 * Conditions over one row as conditions over another.
 *
 * A row at run time is the record of its paths: asking it for an attribute gives the symbol of a place, and asking that for an
 * entry gives the symbol of the place within. A function from rows `B` to rows `A` then says where each attribute of an `A`
 * is found in a `B`, and a condition over `A` becomes one over `B` by reading there instead.
 *
 * Symbols go by stored names, the names of `segments`. Digits below the top are the index of a list. An attribute that the
 * function does not give is absent from every item.
 */
import type { Contravariant1 } from 'fp-ts/Contravariant'
import type { Segment, Segments } from '../../value/Path'
import { type AnyCondition, fold, type Leaf } from './fold'
import type { Condition, Operand, PathOperand } from './model'
import { absent } from './never'

// -----------------------------------------------------------------------------
// symbols
// -----------------------------------------------------------------------------

const place: unique symbol = Symbol('bloop-ts/place')

/** The index that a property name stands for, below the top. */
const toSegment = (name: string): Segment => (/^(0|[1-9]\d{0,9})$/.test(name) ? Number(name) : name)

const symbolAt = (segments: ReadonlyArray<Segment>): object =>
  new Proxy(
    {},
    {
      get: (_, name) =>
        name === place
          ? segments
          : typeof name === 'symbol'
            ? undefined
            : symbolAt([...segments, segments.length === 0 ? name : toSegment(name)]),
      has: () => true,
    },
  )

const isObject = (u: unknown): u is { readonly [place]?: ReadonlyArray<Segment> } => typeof u === 'object' && u !== null

const placeIn = (row: unknown, name: string): Segments | undefined => {
  if (!isObject(row) || (!(place in row) && !Object.hasOwn(row, name))) return undefined
  const found: unknown = (row as { readonly [name: string]: unknown })[name]
  const segments = isObject(found) ? found[place] : undefined
  const [first, ...rest] = segments ?? []
  return typeof first === 'string' ? [first, ...rest] : undefined
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const move = (row: unknown) => {
  const path = (p: PathOperand): PathOperand => {
    const [root, ...rest] = p.segments
    const to = placeIn(row, root) ?? [absent]
    const segments: Segments = [to[0], ...to.slice(1), ...rest]
    return { _tag: 'Path', attribute: to.length === 1 && to[0] === root ? p.attribute : to[0], segments }
  }
  const operand = (o: Operand): Operand =>
    o._tag === 'Path' ? path(o) : o._tag === 'Size' ? { _tag: 'Size', path: path(o.path) } : o
  const leaf = (c: Leaf): AnyCondition => {
    switch (c._tag) {
      case 'Always':
      case 'Never':
        return c
      case 'Compare':
        return { ...c, left: operand(c.left), right: operand(c.right) }
      case 'Between':
        return { ...c, operand: operand(c.operand), low: operand(c.low), high: operand(c.high) }
      case 'In':
        return { ...c, operand: operand(c.operand), candidates: c.candidates.map(operand) }
      case 'Exists':
      case 'Missing':
      case 'HasType':
        return { ...c, path: path(c.path) }
      case 'BeginsWith':
        return { ...c, path: path(c.path), prefix: operand(c.prefix) }
      case 'Contains':
        return { ...c, path: path(c.path), operand: operand(c.operand) }
    }
  }
  return fold<AnyCondition>((c, results) =>
    c._tag === 'And' || c._tag === 'Or'
      ? { _tag: c._tag, conditions: results }
      : c._tag === 'Not'
        ? { _tag: 'Not', condition: results[0] as AnyCondition }
        : leaf(c),
  )
}

/**
 * A condition over `A` as one over `B`, by a function that says where the attributes of an `A` are found in a `B`.
 * `contramap((order) => order.customer)` makes a condition on customers one on the orders that hold one.
 *
 * Laws: `contramap(b => b)` changes nothing; `contramap(f)` then `contramap(g)` is `contramap(b => f(g(b)))`.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * type Customer = P.Dynamic<'name'>
 * type Order = { readonly customer: Customer }
 * const named: C.Condition<Customer> = C.exists(P.path('name'))
 * const ofOrder = pipe(named, C.contramap((order: Order) => order.customer))
 * assert.strictEqual(C.show(ofOrder), 'attribute_exists(customer.name)')
 * ```
 */
export const contramap =
  <A, B>(f: (b: B) => A) =>
  (self: Condition<A>): Condition<B> =>
    move(f(symbolAt([]) as B))(self) as Condition<B>

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** The name of conditions among fp-ts's type constructors. */
export const URI = 'bloop-ts/Condition'
/** The name of conditions among fp-ts's type constructors. */
export type URI = typeof URI

declare module 'fp-ts/HKT' {
  interface URItoKind<A> {
    readonly [URI]: Condition<A>
  }
}

/** Conditions are contravariant in the row that they read. */
export const Contravariant: Contravariant1<URI> = {
  URI,
  contramap: (fa, f) => contramap(f)(fa),
}
