/** All the expressions of a request as DynamoDB's text, sharing one set of placeholders. */
import * as E from 'fp-ts/Either'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import type { Condition } from '../condition/model'
import type { InvalidExpression } from '../InvalidExpression'
import { flawOf } from '../key/interpreters'
import type { KeyCondition } from '../key/model'
import { validate as validateProjection } from '../projection/interpreters'
import type { Projection } from '../projection/model'
import { total } from '../total'
import type { Update } from '../update/model'
import {
  type Allocator,
  checkLength,
  makeAllocator,
  namesOf,
  refuse,
  renderPath,
  renderValue,
  valuesOf,
} from './allocator'
import { renderCondition } from './condition'
import { renderUpdate } from './update'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The expressions of one request. */
export interface Expressions {
  readonly condition?: Condition<never> | undefined
  readonly filter?: Condition<never> | undefined
  readonly key?: KeyCondition | undefined
  readonly projection?: Projection | undefined
  readonly update?: Update<never> | undefined
}

/** The fields of a request as the API names them; what is not needed is absent. */
export interface Rendered {
  readonly ConditionExpression?: string
  readonly FilterExpression?: string
  readonly KeyConditionExpression?: string
  readonly ProjectionExpression?: string
  readonly UpdateExpression?: string
  readonly ExpressionAttributeNames?: { readonly [placeholder: string]: string }
  readonly ExpressionAttributeValues?: Item
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const renderKey = (a: Allocator, key: KeyCondition): string | undefined =>
  total(
    () => keyText(a, key),
    () => refuse(a, 'KeyConditionExpression', 'what stands there is no key condition'),
  )

const keyText = (a: Allocator, key: KeyCondition): string => {
  const place = 'KeyConditionExpression'
  const wrong = flawOf(key)
  if (wrong !== undefined) return refuse(a, place, wrong[1], [wrong[0]])
  const parts = key.equals.map(({ name, value }) => `${renderPath(a, place, [name])} = ${renderValue(a, place, value)}`)
  if (key.range !== undefined) {
    const { name, range } = key.range
    const path = renderPath(a, place, [name])
    const value = (v: AttributeValue): string => renderValue(a, place, v)
    parts.push(
      range._tag === 'Compare'
        ? `${path} ${range.comparator} ${value(range.value)}`
        : range._tag === 'Between'
          ? `${path} BETWEEN ${value(range.low)} AND ${value(range.high)}`
          : `begins_with(${path}, ${value(range.prefix)})`,
    )
  }
  const text = parts.join(' AND ')
  checkLength(a, place, text)
  return text
}

const renderProjection = (a: Allocator, projection: Projection): string | undefined => {
  const valid = validateProjection(projection)
  if (E.isLeft(valid)) {
    a.invalid ??= valid.left
    return undefined
  }
  const text = projection.paths.map((p) => renderPath(a, 'ProjectionExpression', p.segments)).join(', ')
  checkLength(a, 'ProjectionExpression', text)
  return text
}

/**
 * The expressions of a request as text, with placeholders `#n0`, `:v0` given out in the order of the text: the same expressions
 * always give the same text. `always` gives no expression, and an update that writes nothing neither.
 *
 * A `Left` for what DynamoDB would refuse: over 4,096 bytes, 300 operators, 100 candidates of IN, 32 levels, 2 MB of values;
 * a value that cannot be stored; overlapping paths.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { Condition as C, Path as P, render } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(
 *   render({ condition: C.gte(P.path('balance'), { N: '1000000' }) }),
 *   E.right({
 *     ConditionExpression: '#n0 >= :v0',
 *     ExpressionAttributeNames: { '#n0': 'balance' },
 *     ExpressionAttributeValues: { ':v0': { N: '1000000' } },
 *   }),
 * )
 * ```
 */
export const render = (expressions: Expressions): E.Either<InvalidExpression, Rendered> => {
  const a = makeAllocator()
  const { condition, filter, key, projection, update } = expressions
  const update_ = update === undefined ? undefined : renderUpdate(a, update)
  const key_ = key === undefined ? undefined : renderKey(a, key)
  const condition_ = condition === undefined ? undefined : renderCondition(a, 'ConditionExpression', condition)
  const filter_ = filter === undefined ? undefined : renderCondition(a, 'FilterExpression', filter)
  const projection_ = projection === undefined ? undefined : renderProjection(a, projection)
  if (a.invalid !== undefined) return E.left(a.invalid)
  const names = namesOf(a)
  const values = valuesOf(a)
  return E.right({
    ...(condition_ === undefined ? undefined : { ConditionExpression: condition_ }),
    ...(filter_ === undefined ? undefined : { FilterExpression: filter_ }),
    ...(key_ === undefined ? undefined : { KeyConditionExpression: key_ }),
    ...(projection_ === undefined ? undefined : { ProjectionExpression: projection_ }),
    ...(update_ === undefined ? undefined : { UpdateExpression: update_ }),
    ...(names === undefined ? undefined : { ExpressionAttributeNames: names }),
    ...(values === undefined ? undefined : { ExpressionAttributeValues: values }),
  })
}
