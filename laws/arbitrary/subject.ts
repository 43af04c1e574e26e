/** What the laws of conditions are about: items, and conditions on an item and their parts. */
import * as fc from 'fast-check'
import type { Condition, Operand, PathOperand } from '../../src/expression/condition/model'
import type { Item } from '../../src/value/AttributeValue'
import { condition, conditionOn, leaf, leafOn, operandOn, pathOn } from './condition'
import { item } from './value'

/** Items of a kind, and what can be asked of one. */
export interface Subject {
  /** Conditions of what, for the names of laws. */
  readonly name: string
  readonly item: fc.Arbitrary<Item>
  readonly conditionOn: (item: Item) => fc.Arbitrary<Condition<never>>
  readonly leafOn: (item: Item) => fc.Arbitrary<Condition<never>>
  readonly operandOn: (item: Item) => fc.Arbitrary<Operand>
  readonly pathOn: (item: Item) => fc.Arbitrary<PathOperand>
}

/** Items of any shape, with conditions of which most are about them. */
export const anyItems: Subject = {
  name: 'conditions',
  item,
  conditionOn: (i) => fc.oneof({ arbitrary: conditionOn(i), weight: 3 }, condition),
  leafOn: (i) => fc.oneof({ arbitrary: leafOn(i), weight: 3 }, leaf),
  operandOn,
  pathOn,
}
