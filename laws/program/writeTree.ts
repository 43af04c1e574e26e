/** Writes as trees: data that a failure can show, and what they write. */
import * as fc from 'fast-check'
import { pipe } from 'fp-ts/function'
import * as C from '../../src/expression/condition/constructors'
import * as U from '../../src/expression/update/constructors'
import * as W from '../../src/program/Write'
import { arbitrary, listOf, Other, type Row, Thing } from './things'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A write that every way can do. */
export type Plain =
  | { readonly _tag: 'Put'; readonly thing: Thing }
  | { readonly _tag: 'PutAll'; readonly all: ReadonlyArray<Thing> | Row }
  | { readonly _tag: 'PutOther'; readonly other: Other }
  | { readonly _tag: 'Delete'; readonly thing: Thing }
  | { readonly _tag: 'DeleteOther'; readonly id: number }

/** A write that only a transaction, or one request for each, can do. */
export type Special =
  | { readonly _tag: 'Save'; readonly thing: Thing }
  | { readonly _tag: 'Check'; readonly thing: Thing }
  | { readonly _tag: 'Increment'; readonly thing: Thing }
  | { readonly _tag: 'PutIfAbsent'; readonly thing: Thing }

/** Writes, as data that a failure can show. */
export type Tree<L> =
  | { readonly _tag: 'Leaf'; readonly leaf: L }
  | { readonly _tag: 'Of' }
  | { readonly _tag: 'Mapped'; readonly of: Tree<L> }
  | { readonly _tag: 'Both'; readonly first: Tree<L>; readonly second: Tree<L> }
  | { readonly _tag: 'All'; readonly all: ReadonlyArray<Tree<L>> }

type Way = 'batch' | 'transact' | 'run'
type Writes<Ws extends Way> = W.Write<Ws, { readonly _tag: string }, unknown>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const { thing, other, many, several } = arbitrary

/** Trees of some leaves. */
export const treeOf = <L>(leaf: fc.Arbitrary<L>): fc.Arbitrary<Tree<L>> =>
  fc.letrec<{ readonly tree: Tree<L> }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: fc.record({ _tag: fc.constant('Leaf' as const), leaf }) },
      { weight: 1, arbitrary: fc.record({ _tag: fc.constant('Of' as const) }) },
      { weight: 1, arbitrary: fc.record({ _tag: fc.constant('Mapped' as const), of: tie('tree') }) },
      {
        weight: 3,
        arbitrary: fc.record({ _tag: fc.constant('Both' as const), first: tie('tree'), second: tie('tree') }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ _tag: fc.constant('All' as const), all: fc.array(tie('tree'), { maxLength: 4 }) }),
      },
    ),
  })).tree

/** A write that every way can do. */
export const plain: fc.Arbitrary<Plain> = fc.oneof(
  fc.record({ _tag: fc.constant('Put' as const), thing }),
  fc.record({ _tag: fc.constant('PutAll' as const), all: several }),
  fc.record({ _tag: fc.constant('PutOther' as const), other }),
  fc.record({ _tag: fc.constant('Delete' as const), thing }),
  fc.record({ _tag: fc.constant('DeleteOther' as const), id: fc.nat(4) }),
)

const big = fc.record({
  _tag: fc.constant('Leaf' as const),
  leaf: fc.record({ _tag: fc.constant('PutAll' as const), all: many(60) }),
})

/** Writes for a batch; now and then so many that they are three calls. */
export const batches: fc.Arbitrary<Tree<Plain>> = fc
  .tuple(big, treeOf(plain), treeOf(plain))
  .map(([first, ...all]) => ({ _tag: 'Both', first, second: { _tag: 'All', all } }))

/** Writes of which some hold where something is stored, mostly about what is. */
export const special = (conditional: boolean, before: ReadonlyArray<Thing>): fc.Arbitrary<Special> => {
  const stored = fc.oneof(
    { weight: 9, arbitrary: before.length === 0 ? thing : fc.constantFrom(...before) },
    { weight: 1, arbitrary: thing },
  )
  return fc.oneof(
    fc.record({ _tag: fc.constant('Save' as const), thing }),
    fc.record({ _tag: fc.constant('Check' as const), thing: stored }),
    ...(conditional
      ? [
          fc.record({ _tag: fc.constant('Increment' as const), thing: stored }),
          fc.record({ _tag: fc.constant('PutIfAbsent' as const), thing }),
        ]
      : []),
  )
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The write that a plain leaf is. */
export const plainWrite = (leaf: Plain): Writes<Way> => {
  switch (leaf._tag) {
    case 'Put':
      return W.put(Thing)(leaf.thing)
    case 'PutAll':
      return W.sequence(listOf(leaf.all).map((one) => W.put(Thing)(one)))
    case 'PutOther':
      return W.put(Other)(leaf.other)
    case 'Delete':
      return W.delete(Thing)(leaf.thing)
    case 'DeleteOther':
      return W.delete(Other)(leaf)
  }
}

/** The write that a leaf is. */
export const anyWrite = (leaf: Plain | Special): Writes<'transact' | 'run'> => {
  switch (leaf._tag) {
    case 'Save':
      return W.save(Thing)(leaf.thing)
    case 'Check':
      return W.check(Thing)(leaf.thing, C.exists(Thing.at.p))
    case 'Increment':
      return W.update(Thing)(leaf.thing, U.increment(Thing.at.n, 1))
    case 'PutIfAbsent':
      return W.put(Thing)(leaf.thing, { condition: W.ifNotExists(Thing) })
    default:
      return plainWrite(leaf)
  }
}

/** The write that a tree is. */
export const writeOf =
  <L, Ws extends Way>(write: (leaf: L) => Writes<Ws>) =>
  (t: Tree<L>): Writes<Ws> => {
    const go = writeOf(write)
    switch (t._tag) {
      case 'Leaf':
        return write(t.leaf)
      case 'Of':
        return W.of('nothing')
      case 'Mapped':
        return pipe(
          go(t.of),
          W.map((a) => ({ mapped: a })),
        )
      case 'Both':
        return pipe(
          go(t.first),
          W.map((x) => (y: unknown) => [x, y]),
          W.ap(go(t.second)),
        )
      case 'All':
        return W.sequence(t.all.map(go))
    }
  }

/** The places that a leaf writes. */
const placesOf = (leaf: Plain | Special): ReadonlyArray<string> => {
  switch (leaf._tag) {
    case 'PutAll':
      return listOf(leaf.all).map(({ p, s }) => JSON.stringify([p, s]))
    case 'PutOther':
      return [String(leaf.other.id)]
    case 'DeleteOther':
      return [String(leaf.id)]
    default:
      return [JSON.stringify([leaf.thing.p, leaf.thing.s])]
  }
}

/** The tree without leaves that write what one before them wrote. */
export const onceEach = <L extends Plain | Special>(tree: Tree<L>): Tree<L> => {
  const seen = new Set<string>()
  const go = (t: Tree<L>): Tree<L> => {
    switch (t._tag) {
      case 'Leaf': {
        const places = placesOf(t.leaf)
        if (new Set([...places, ...seen]).size < places.length + seen.size) return { _tag: 'Of' }
        for (const place of places) seen.add(place)
        return t
      }
      case 'Of':
        return t
      case 'Mapped':
        return { ...t, of: go(t.of) }
      case 'Both': {
        const first = go(t.first)
        return { ...t, first, second: go(t.second) }
      }
      case 'All':
        return { ...t, all: t.all.map(go) }
    }
  }
  return go(tree)
}
