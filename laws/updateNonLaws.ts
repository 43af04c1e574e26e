/** What looks like a law of updates and is none. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as U from '../src/expression/Update'
import type { Item } from '../src/value/AttributeValue'

type Update = U.Update<never>
type Result = E.Either<U.UpdateFailure, Item>

/** An equation of updates that does not hold, with an item on which the sides differ. */
export interface UpdateNonLaw {
  readonly name: string
  readonly why: string
  readonly left: (item: Item) => Result
  readonly right: (item: Item) => Result
  readonly item: Item
}

const a = { _tag: 'Path', attribute: 'a', segments: ['a'] } as const
const b = { _tag: 'Path', attribute: 'b', segments: ['b'] } as const
const one = { _tag: 'Value', value: { N: '1' } } as const
const of = (...actions: ReadonlyArray<U.Action>): Update => ({ _tag: 'Update', actions })
const twice =
  (u: Update) =>
  (i: Item): Result =>
    pipe(U.apply(u)(i), E.flatMap(U.apply(u)))
const addOne = of({ _tag: 'Add', path: a, value: one })
const setA = of({ _tag: 'Set', path: a, value: one })
const copyA = of({ _tag: 'Set', path: b, value: a })
const removeFirst = of({ _tag: 'Remove', path: { ...a, segments: ['a', 0] } })

/** What one would expect and DynamoDB does not do; tests show that each fails. */
export const updateNonLaws: ReadonlyArray<UpdateNonLaw> = [
  {
    name: 'u and v together ≡ u, then v',
    why: 'what is read is the item as it was before both',
    left: U.apply(pipe(setA, U.concat(copyA))),
    right: (i) => pipe(U.apply(setA)(i), E.flatMap(U.apply(copyA))),
    item: { a: { N: '0' } },
  },
  {
    name: 'ADD of a number, twice ≡ once',
    why: 'it adds again: a retry whose first try was done counts twice',
    left: twice(addOne),
    right: U.apply(addOne),
    item: { a: { N: '0' } },
  },
  {
    name: 'REMOVE of an element, twice ≡ once',
    why: 'the elements behind it move up',
    left: twice(removeFirst),
    right: U.apply(removeFirst),
    item: { a: { L: [{ N: '1' }, { N: '2' }] } },
  },
  {
    name: 'u, then u: as u and u together',
    why: 'two actions on one path are refused, even if they are the same',
    left: U.apply(pipe(setA, U.concat(setA))),
    right: twice(setA),
    item: {},
  },
]
