/** Key conditions on the table of the laws of interpreters and on its indexes, good ones and such as are refused. */
import * as fc from 'fast-check'
import type { KeyCondition, KeyEquals, Range } from '../../src/expression/KeyCondition'
import type { AttributeValue } from '../../src/value/AttributeValue'
import type { TableSchema } from '../../src/value/TableSchema'
import { group, key, level, rank } from './operationItem'
import { value } from './value'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is queried, and with which key. */
export interface Asked {
  readonly index?: string
  readonly key: KeyCondition
}

type Name = 'p' | 'n' | 'g' | 'h' | 'l' | 'a'

// The attributes that equal a value, and the one that may be in a range.
interface Form {
  readonly index?: string
  readonly equals: ReadonlyArray<Name>
  readonly range?: Name
}

const good: ReadonlyArray<Form> = [
  { equals: ['p'], range: 'n' },
  { equals: ['p', 'n'] },
  { index: 'byLevel', equals: ['p'], range: 'l' },
  { index: 'byGroup', equals: ['g'], range: 'h' },
  { index: 'byPair', equals: ['g', 'l'], range: 'h' },
  { index: 'byPair', equals: ['l', 'g', 'h'], range: 'n' },
]

const bad: ReadonlyArray<Form> = [
  { equals: ['n'] },
  { equals: ['p', 'p'] },
  { equals: ['p', 'a'] },
  { equals: ['p', 'n'], range: 'n' },
  { equals: ['p'], range: 'p' },
  { equals: ['p'], range: 'a' },
  { index: 'byLevel', equals: ['p'], range: 'n' },
  { index: 'byLevel', equals: ['l'], range: 'p' },
  { index: 'byGroup', equals: ['p'], range: 'n' },
  { index: 'byPair', equals: ['g'], range: 'h' },
  { index: 'byPair', equals: ['g', 'l'], range: 'n' },
  { index: 'byPair', equals: ['g', 'l', 'n'] },
  { index: 'byNothing', equals: ['p'], range: 'n' },
]

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const values: { readonly [N in Name]: fc.Arbitrary<AttributeValue> } = {
  p: key.map(({ p }) => p as AttributeValue),
  n: key.map(({ n }) => n as AttributeValue),
  g: group,
  h: rank,
  l: level,
  a: value,
}

const wrong: fc.Arbitrary<AttributeValue> = fc.oneof(value, fc.constant<AttributeValue>({ S: '' }))

type ValueOf = (name: Name) => fc.Arbitrary<AttributeValue>

const rightly: ValueOf = (name) => values[name]
const mostly: ValueOf = (name) => fc.oneof({ weight: 25, arbitrary: values[name] }, { weight: 1, arbitrary: wrong })

const comparators = fc.constantFrom('=' as const, '<' as const, '<=' as const, '>' as const, '>=' as const)

const range = (of: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Range<AttributeValue>> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ _tag: fc.constant('Compare' as const), comparator: comparators, value: of }) },
    { weight: 3, arbitrary: fc.record({ _tag: fc.constant('Between' as const), low: of, high: of }) },
    { weight: 1, arbitrary: fc.record({ _tag: fc.constant('BeginsWith' as const), prefix: of }) },
  )

const asked =
  (valueOf: ValueOf) =>
  ({ index, equals, range: ranged }: Form): fc.Arbitrary<Asked> =>
    fc
      .tuple(
        fc.tuple(...equals.map((name) => valueOf(name).map((v): KeyEquals => ({ name, value: v })))),
        ranged === undefined
          ? fc.constant({})
          : fc.oneof(
              fc.constant({}),
              range(valueOf(ranged)).map((r) => ({ range: { name: ranged, range: r } })),
            ),
      )
      .map(([all, last]) => ({
        ...(index === undefined ? {} : { index }),
        key: { _tag: 'KeyCondition', equals: all as unknown as KeyCondition['equals'], ...last },
      }))

const goodForms = ({ indexes }: TableSchema): ReadonlyArray<Form> =>
  good.filter(({ index }) => index === undefined || indexes.some(({ name }) => name === index))

/** A table or an index, and a key condition that fits it. */
export const goodKey = (schema: TableSchema): fc.Arbitrary<Asked> =>
  fc
    .oneof(...goodForms(schema).map(asked(rightly)))
    .filter(({ key: { range: r } }) => r?.range._tag !== 'BeginsWith' || r.name === 'l')

/** A table or an index, and a key condition that mostly fits it. */
export const someAsked = (schema: TableSchema): fc.Arbitrary<Asked> =>
  fc.oneof(
    { weight: 15, arbitrary: fc.oneof(...goodForms(schema).map(asked(mostly))) },
    { weight: 1, arbitrary: fc.oneof(...bad.map(asked(mostly))) },
  )
