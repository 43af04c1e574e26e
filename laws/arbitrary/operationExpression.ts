/** Conditions and updates for operations: about the items at hand, beside free ones, and ones that are refused. */
import * as fc from 'fast-check'
import type { Condition, PathOperand } from '../../src/expression/condition/model'
import type { Action, Update } from '../../src/expression/update/model'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import { conditionOn, conditionOver, condition as free } from './condition'
import { dataOf, group, intoKeys, level, rank } from './operationItem'
import { unstorable } from './unstorable'
import { anyUpdate, update as freeUpdate, updateOn, updateOver } from './update'

/** The place of an attribute. */
export const at = (name: string): PathOperand => ({ _tag: 'Path', attribute: name, segments: [name] })

const literal = (value: AttributeValue) => ({ _tag: 'Value' as const, value })

// -----------------------------------------------------------------------------
// conditions
// -----------------------------------------------------------------------------

/** A condition; `items` are those that it is likely to be asked of. Now and then it reaches into keys. */
export const condition = (items: ReadonlyArray<Item>): fc.Arbitrary<Condition<never>> =>
  items.length === 0
    ? free
    : fc.oneof(
        { weight: 5, arbitrary: free },
        { weight: 1, arbitrary: conditionOver(intoKeys) },
        { weight: 15, arbitrary: fc.constantFrom(...items).chain((item) => conditionOn(item)) },
      )

const many = (count: number): Condition<never> => ({
  _tag: 'Or',
  conditions: Array.from({ length: count }, (_, i) => ({
    _tag: 'Compare',
    comparator: '=',
    left: at('a'),
    right: literal({ N: String(i) }),
  })),
})

const deep: PathOperand = { _tag: 'Path', attribute: 'a', segments: ['a', ...Array.from({ length: 40 }, () => 'm')] }

/** A condition over a limit: of operators, of candidates, of depth; or with a literal that cannot be stored. */
export const badCondition: fc.Arbitrary<Condition<never>> = fc.oneof<Array<fc.Arbitrary<Condition<never>>>>(
  fc.constantFrom<Condition<never>>(
    many(400),
    { _tag: 'In', operand: at('a'), candidates: Array.from({ length: 101 }, (_, i) => literal({ N: String(i) })) },
    { _tag: 'Exists', path: deep },
    { _tag: 'Exists', path: at('') },
  ),
  unstorable.map((v) => ({ _tag: 'Compare', comparator: '=', left: at('a'), right: literal(v) })),
)

// -----------------------------------------------------------------------------
// updates
// -----------------------------------------------------------------------------

const updateOf = (actions: ReadonlyArray<Action>): Update<never> => ({ _tag: 'Update', actions })

const set = (name: string, value: AttributeValue): Action => ({ _tag: 'Set', path: at(name), value: literal(value) })

const ofIndexKeys: fc.Arbitrary<Update<never>> = fc
  .uniqueArray(
    fc.oneof(
      group.map((v) => set('g', v)),
      rank.map((v) => set('h', v)),
      level.map((v) => set('l', v)),
      fc.constantFrom('g', 'h', 'l').map((name): Action => ({ _tag: 'Remove', path: at(name) })),
      fc.constant<Action>({ _tag: 'Add', path: at('h'), value: literal({ N: '1' }) }),
    ),
    { maxLength: 3, selector: ({ path }) => path.attribute },
  )
  .map(updateOf)

/** An update: mostly of places that `items` have, also of keys of indexes, rarely of overlapping places or into keys. */
export const update = (items: ReadonlyArray<Item>): fc.Arbitrary<Update<never>> =>
  fc.oneof(
    { weight: 4, arbitrary: freeUpdate },
    { weight: 2, arbitrary: anyUpdate },
    { weight: 4, arbitrary: ofIndexKeys },
    { weight: 1, arbitrary: updateOver(intoKeys) },
    ...(items.length === 0
      ? []
      : [{ weight: 10, arbitrary: fc.constantFrom(...items).chain((item) => updateOn(dataOf(item))) }]),
  )

/** An update that is refused: of a key, to a value that cannot be stored, over a limit. */
export const badUpdate: fc.Arbitrary<Update<never>> = fc.oneof(
  fc
    .constantFrom<Action>(
      set('p', { S: 'z' }),
      set('n', { N: '1' }),
      set('g', { S: '' }),
      set('h', { S: 'x' }),
      { _tag: 'Remove', path: at('p') },
      { _tag: 'Add', path: at('n'), value: literal({ N: '1' }) },
    )
    .map((bad) => updateOf([bad])),
  unstorable.map((v) => updateOf([set('a', v)])),
  fc.constant(updateOf(Array.from({ length: 700 }, (_, i) => set(`attribute${i}`, { N: '1' })))),
)
