/**
 * Updates of every form, over few names; and such that are about an item at hand.
 *
 * @example
 * ```ts
 * import * as fc from 'fast-check'
 * import { Update as U } from 'bloop-ts'
 * import { arbitraries } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * const [u] = fc.sample(arbitraries.updateOn({ a: { N: '1' } }), { numRuns: 1, seed: 1 })
 * assert.strictEqual(typeof U.show(u ?? U.empty), 'string')
 * ```
 */
import * as fc from 'fast-check'
import type { PathOperand, ValueOperand } from '../../src/expression/condition/model'
import { findOverlap } from '../../src/expression/update/apply'
import type { Action, SetOperand, SetValue, Update } from '../../src/expression/update/model'
import { show } from '../../src/expression/update/show'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import type { Segments } from '../../src/value/Path'
import { placesOf } from './condition'
import { number } from './number'
import { path } from './path'
import { printed } from './printed'
import { setValue, value } from './value'

const literal = (of: fc.Arbitrary<AttributeValue>): fc.Arbitrary<ValueOperand> =>
  of.map((v) => ({ _tag: 'Value', value: v }))

const list: fc.Arbitrary<AttributeValue> = fc.array(value, { maxLength: 2 }).map((L) => ({ L }))
const numeral: fc.Arbitrary<AttributeValue> = number.map((N) => ({ N }))

const setValueOf = (p: fc.Arbitrary<PathOperand>): fc.Arbitrary<SetValue> => {
  const orElse = (of: fc.Arbitrary<AttributeValue>): fc.Arbitrary<SetOperand> =>
    fc.oneof<[fc.Arbitrary<SetOperand>, fc.Arbitrary<SetOperand>, fc.Arbitrary<SetOperand>]>(
      p,
      literal(of),
      fc.record({ _tag: fc.constant('IfMissing' as const), path: p, otherwise: fc.oneof(literal(of), p) }),
    )
  return fc.oneof<Array<{ arbitrary: fc.Arbitrary<SetValue>; weight: number }>>(
    { arbitrary: literal(value), weight: 4 },
    { arbitrary: orElse(value), weight: 2 },
    {
      arbitrary: fc.record({ _tag: fc.constant('ListAppend' as const), first: orElse(list), second: orElse(list) }),
      weight: 1,
    },
    {
      arbitrary: fc.record({
        _tag: fc.constant('Arithmetic' as const),
        operator: fc.constantFrom('+' as const, '-' as const),
        left: orElse(numeral),
        right: orElse(numeral),
      }),
      weight: 2,
    },
  )
}

const actionOf = (p: fc.Arbitrary<PathOperand>): fc.Arbitrary<Action> =>
  fc.oneof<Array<{ arbitrary: fc.Arbitrary<Action>; weight: number }>>(
    { arbitrary: fc.record({ _tag: fc.constant('Set' as const), path: p, value: setValueOf(p) }), weight: 4 },
    { arbitrary: fc.record({ _tag: fc.constant('Remove' as const), path: p }), weight: 2 },
    {
      arbitrary: fc.record({ _tag: fc.constant('Add' as const), path: p, value: literal(fc.oneof(numeral, setValue)) }),
      weight: 2,
    },
    { arbitrary: fc.record({ _tag: fc.constant('Delete' as const), path: p, value: literal(setValue) }), weight: 1 },
  )

const updateFrom = (action: fc.Arbitrary<Action>): fc.Arbitrary<Update<never>> =>
  printed(
    fc.array(action, { maxLength: 4 }).map((actions): Update<never> => ({ _tag: 'Update', actions: apart(actions) })),
    show,
  )

// What suits the type of what is there: sums for numbers, members of its own for a set, elements for a list.
const fitting = ([s, v]: readonly [Segments, AttributeValue]): fc.Arbitrary<Action> => {
  const at: PathOperand = { _tag: 'Path', attribute: s[0], segments: s }
  if ('N' in v) {
    return literal(numeral).chain((by) =>
      fc.constantFrom<Action>(
        { _tag: 'Set', path: at, value: { _tag: 'Arithmetic', operator: '-', left: at, right: by } },
        { _tag: 'Add', path: at, value: by },
      ),
    )
  }
  if ('L' in v) {
    return literal(list).map((more) => ({
      _tag: 'Set',
      path: at,
      value: { _tag: 'ListAppend', first: at, second: more },
    }))
  }
  if (!('SS' in v || 'NS' in v || 'BS' in v)) return fc.constant({ _tag: 'Remove', path: at })
  return literal(fc.oneof(fc.constant(v), setValue)).chain((members) =>
    fc.constantFrom<Action>({ _tag: 'Delete', path: at, value: members }, { _tag: 'Add', path: at, value: members }),
  )
}

/** Actions that do not overlap: those that overlap an earlier one are left out. */
const apart = (actions: ReadonlyArray<Action>): ReadonlyArray<Action> => {
  const kept: Array<Action> = []
  for (const action of actions) {
    kept.push(action)
    if (findOverlap(kept) !== undefined) kept.pop()
  }
  return kept
}

/** An update over places, whose actions do not overlap. */
export const updateOver = (places: fc.Arbitrary<PathOperand>): fc.Arbitrary<Update<never>> =>
  updateFrom(actionOf(places))

/** An update over any names whose actions do not overlap. */
export const update: fc.Arbitrary<Update<never>> = updateOver(path)

/** An update whose actions may overlap. */
export const anyUpdate: fc.Arbitrary<Update<never>> = printed(
  fc.array(actionOf(path), { maxLength: 4 }).map((actions): Update<never> => ({ _tag: 'Update', actions })),
  show,
)

/** An update that writes and reads places which an item has. */
export const updateOn = (item: Item): fc.Arbitrary<Update<never>> => {
  const places = placesOf(item)
  if (places.length === 0) return update
  const place = fc.constantFrom(...places)
  const known = place.map(([s]): PathOperand => ({ _tag: 'Path', attribute: s[0], segments: s }))
  const free = actionOf(fc.oneof({ arbitrary: known, weight: 4 }, { arbitrary: path, weight: 1 }))
  return updateFrom(fc.oneof({ arbitrary: free, weight: 2 }, { arbitrary: place.chain(fitting), weight: 1 }))
}
