/**
 * The laws of updates.
 *
 * @example
 * ```ts
 * import { flatten, updateLaws } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * for (const { laws } of flatten(updateLaws()))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * ```
 */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { failed } from '../src/codec/Attribute'
import { render } from '../src/expression/render'
import * as U from '../src/expression/Update'
import type { AnyModel } from '../src/model/AnyModel'
import type { Item } from '../src/value/AttributeValue'
import { equals, equalsItems } from '../src/value/equality'
import { getAt, overlaps, type Segments, show as showSegments } from '../src/value/Path'
import { showItem } from '../src/value/show'
import { keyNames } from '../src/value/TableSchema'
import { validate } from '../src/value/validate'
import { placesOf } from './arbitrary/condition'
import type { Pathed } from './arbitrary/ofCondition'
import { arbitrary } from './arbitrary/ofModel'
import { renameItem, renameUpdate } from './arbitrary/renamed'
import {
  anyUpdates,
  type UpdateSubject,
  type UpdatesOf,
  updateSubjectOf,
  updatesAbout,
} from './arbitrary/updateSubject'
import { equation, type Law, type Laws, laws, property } from './law'

type Update = U.Update<never>
type Result = E.Either<U.UpdateFailure, Item>

const concat = (x: Update, y: Update): Update => pipe(x, U.concat(y))

/** An item with an update that is mostly about it. */
const about = (subject: UpdateSubject): fc.Arbitrary<readonly [Item, Update]> =>
  subject.item.chain((i) =>
    fc.oneof({ arbitrary: subject.updateOn(i), weight: 3 }, subject.update).map((u) => [i, u] as const),
  )

/** An item with two. */
const aboutTwo = (subject: UpdateSubject): fc.Arbitrary<readonly [Item, Update, Update]> =>
  subject.item.chain((i) => fc.tuple(subject.updateOn(i), subject.updateOn(i)).map(([u, v]) => [i, u, v] as const))

const sameResult = (x: Result, y: Result): boolean =>
  E.isLeft(x) ? E.isLeft(y) : E.isRight(y) && equalsItems(x.right, y.right)

const showResult = (r: Result): string => (E.isLeft(r) ? U.showFailure(r.left) : showItem(r.right))

const onItems =
  (subject: UpdateSubject) =>
  (name: string, sides: (i: Item, u: Update) => readonly [Result, Result]): Law =>
    equation(
      name,
      about(subject),
      ([i, u]) => {
        const [left, right] = sides(i, u)
        return { left, right }
      },
      sameResult,
      showResult,
    )

// -----------------------------------------------------------------------------
// as data
// -----------------------------------------------------------------------------

/** A monoid, partial where paths overlap; the order of actions makes no difference. */
export const updateMonoidLaws = (subject: UpdateSubject = anyUpdates): Laws => {
  const M = U.getMonoid<never>()
  const { item, anyUpdate } = subject
  return laws(`${subject.name}: monoid`, [
    equation(
      'concat is associative',
      fc.tuple(anyUpdate, anyUpdate, anyUpdate),
      ([x, y, z]) => ({ left: M.concat(M.concat(x, y), z), right: M.concat(x, M.concat(y, z)) }),
      U.equals,
      U.show,
    ),
    equation('empty is the left unit', anyUpdate, (u) => ({ left: M.concat(M.empty, u), right: u }), U.equals, U.show),
    equation('empty is the right unit', anyUpdate, (u) => ({ left: M.concat(u, M.empty), right: u }), U.equals, U.show),
    onItems(subject)('the order of actions makes no difference', (i, u) => [
      U.apply({ ...u, actions: [...u.actions].reverse() })(i),
      U.apply(u)(i),
    ]),
    property('overlapping paths are refused, as data and on every item', fc.tuple(item, anyUpdate), ([i, u]) => {
      const places = u.actions.map((action) => action.path.segments)
      const isOverlap = places.some((p, k) => places.some((q, j) => j < k && overlaps(p, q)))
      return isOverlap && (E.isRight(U.validate(u)) || E.isRight(U.apply(u)(i))) ? U.show(u) : undefined
    }),
  ])
}

// -----------------------------------------------------------------------------
// meaning
// -----------------------------------------------------------------------------

const segmentsOf = (list: ReadonlyArray<{ readonly segments: Segments }>): ReadonlyArray<Segments> =>
  list.map((p) => p.segments)

const isApart = (xs: ReadonlyArray<Segments>, ys: ReadonlyArray<Segments>): boolean =>
  xs.every((x) => ys.every((y) => !overlaps(x, y)))

const roots = (list: ReadonlyArray<Segments>): ReadonlyArray<Segments> => list.map(([root]) => [root])

/** `apply` is exactly the actions, each on the item as it was. */
export const updateMeaningLaws = (subject: UpdateSubject = anyUpdates): Laws => {
  const { item } = subject
  const pairs = about(subject)
  return laws(`${subject.name}: meaning`, [
    onItems(subject)('empty changes nothing', (i) => [U.apply(U.empty)(i), E.right(i)]),
    equation(
      'together = one after the other, where the second reads nothing that the first writes',
      aboutTwo(subject).filter(
        ([, u, v]) =>
          isApart(segmentsOf(U.reads(v)), segmentsOf(U.paths(u))) &&
          isApart(roots(segmentsOf(U.paths(u))), segmentsOf(U.paths(v))),
      ),
      ([i, u, v]) => ({ left: U.apply(concat(u, v))(i), right: pipe(U.apply(u)(i), E.flatMap(U.apply(v))) }),
      sameResult,
      showResult,
    ),
    property('idempotent updates are', pairs, ([i, u]) => {
      if (!U.isIdempotent(u)) return undefined
      const once = U.apply(u)(i)
      const twice = pipe(once, E.flatMap(U.apply(u)))
      return sameResult(once, twice)
        ? undefined
        : `once: ${showResult(once)}\ntwice: ${showResult(twice)}\n${U.show(u)}`
    }),
    property('nothing is written but at its paths', pairs, ([i, u]) => {
      const result = U.apply(u)(i)
      if (E.isLeft(result)) return undefined
      // Where an element is written, others of its list may move.
      const written = segmentsOf(U.paths(u)).map((s) => (typeof s[s.length - 1] === 'number' ? s.slice(0, -1) : s))
      for (const [place] of [...placesOf(i), ...placesOf(result.right)]) {
        if (written.some((w) => overlaps(w, place))) continue
        const [x, y] = [getAt(i, place), getAt(result.right, place)]
        if (x === undefined || y === undefined || !equals(x, y)) return showSegments(place)
      }
      return undefined
    }),
    property('what is set stands at its path, and what is removed does not', pairs, ([i, u]) => {
      const result = U.apply(u)(i)
      if (E.isLeft(result)) return undefined
      for (const action of u.actions) {
        const { segments } = action.path
        if (segments.some((s) => typeof s === 'number')) continue // elements move
        const found = getAt(result.right, segments)
        if (action._tag === 'Remove' && found !== undefined) return showSegments(segments)
        if (action._tag !== 'Set' || action.value._tag !== 'Value') continue
        if (found === undefined || !equals(found, action.value.value)) return showSegments(segments)
      }
      return undefined
    }),
    onItems(subject)('names mean nothing: other names, the same result', (i, u) => [
      U.apply(renameUpdate(u))(renameItem(i)),
      pipe(U.apply(u)(i), E.map(renameItem)),
    ]),
    property('what is stored after can be stored', pairs, ([i, u]) => {
      const result = U.apply(u)(i)
      const wrong = E.isRight(result) ? validate(result.right) : []
      return wrong.length === 0 ? undefined : fc.stringify(wrong)
    }),
    property('nothing is changed in place', pairs, ([i, u]) => {
      // Not `fc.stringify`: what is printed of an item was made when the item was.
      const before = structuredClone(i)
      U.apply(u)(i)
      return equalsItems(i, before) ? undefined : U.show(u)
    }),
    equation(
      'diff of two items makes one of the other',
      fc.tuple(item, item),
      ([x, y]): { left: Result; right: Result } => ({ left: U.apply(U.diff(x, y))(x), right: E.right(y) }),
      sameResult,
      showResult,
    ),
    equation(
      'diff of an item with itself is empty',
      item,
      (i) => ({ left: U.diff(i, i), right: U.empty }),
      U.equals,
      U.show,
    ),
  ])
}

// -----------------------------------------------------------------------------
// simplify, render and parse
// -----------------------------------------------------------------------------

/** What is sent says what was meant. */
export const updateRenderLaws = (subject: UpdateSubject = anyUpdates): Laws => {
  const { anyUpdate, update } = subject
  return laws(`${subject.name}: simplify, render and parse`, [
    onItems(subject)('simplify keeps the meaning', (i, u) => [U.apply(U.simplify(u))(i), U.apply(u)(i)]),
    equation(
      'simplify is idempotent',
      anyUpdate,
      (u) => ({ left: U.simplify(U.simplify(u)), right: U.simplify(u) }),
      U.equals,
      U.show,
    ),
    property('parse (render u) = simplify u', update, (u) => {
      const rendered = render({ update: u })
      const simple = U.simplify(u)
      if (E.isLeft(rendered)) return E.isLeft(U.validate(simple)) ? undefined : rendered.left.reason
      const {
        UpdateExpression: text,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      } = rendered.right
      if (text === undefined) return u.actions.length === 0 ? undefined : U.show(u)
      const parsed = U.parse(text, { names, values })
      if (E.isLeft(parsed)) return `${text}: ${parsed.left.reason} at ${parsed.left.position}`
      return U.equals(parsed.right, simple) ? undefined : `${U.show(parsed.right)}, not ${U.show(simple)}`
    }),
    property('an update that writes nothing has no expression', fc.constant(U.empty), (u) => {
      const rendered = render({ update: u })
      return E.isRight(rendered) && Object.keys(rendered.right).length === 0 ? undefined : fc.stringify(rendered)
    }),
  ])
}

/** What only the updates of a model can promise. */
const updateModelLaws = (model: Pathed, values: fc.Arbitrary<unknown>, updatesOf: UpdatesOf): Laws => {
  const pairs = values.chain((a) => updatesOf(a).map((u) => [a, u] as const))
  const keys = keyNames(model.schema.key)
  return laws(`updates of ${model.name}: on values`, [
    property('an update about a value can be done, and leaves a value of the model', pairs, ([a, u]) => {
      const after = U.apply(u)(model.encode(a as never))
      if (E.isLeft(after)) return U.showFailure(after.left)
      return model.read(after.right) === failed ? `no ${model.name}: ${showItem(after.right)}` : undefined
    }),
    property('no update writes a key', pairs, ([, u]) => U.writesAny(keys)(u) && U.show(u)),
  ])
}

/**
 * All laws of updates: on items of any shape; or, given a model, on its own items, with updates of its own paths. Values are
 * those that follow from the model (`arbitrary`), if none are handed in.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import { flatten, updateLaws } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, tags: A.set(A.string), visits: A.integer },
 *   key: { partition: 'id' },
 * })
 * for (const { laws } of flatten(updateLaws(User)))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * ```
 */
export const updateLaws = <X extends Pathed>(model?: X, values?: fc.Arbitrary<X['_A']>): Laws => {
  if (model === undefined) return { ...updateRenderLaws(), parents: [updateMonoidLaws(), updateMeaningLaws()] }
  const all: fc.Arbitrary<unknown> = values ?? arbitrary<AnyModel>(model)
  const some = fc.sample(all, { numRuns: 30, seed: 1 })
  const updatesOf = updatesAbout(model, some)
  const subject = updateSubjectOf(model, some, updatesOf)
  return {
    ...updateRenderLaws(subject),
    parents: [
      updateMonoidLaws(subject),
      updateMeaningLaws(subject),
      updateModelLaws(model, fc.constantFrom(...some), updatesOf),
    ],
  }
}
