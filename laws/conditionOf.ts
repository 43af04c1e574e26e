/**
 * The laws of the conditions of a model that only a model can have: its paths, its values, and what it makes of them.
 * `conditionLaws(model)` has these and all others.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import { arbitrary, conditionPredicateLaws } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.uuid }, key: { partition: 'id' } })
 * for (const law of conditionPredicateLaws(User, arbitrary(User)).laws)
 *   assert.strictEqual((await law.check({ numRuns: 20 })).failed, false)
 * ```
 */

import type * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Attributes } from '../src/codec/Attribute'
import * as C from '../src/expression/Condition'
import { render } from '../src/expression/render'
import type { Indexes } from '../src/model/indexes'
import type { Model } from '../src/model/Model'
import { ifNotExists, snapshot } from '../src/program/write/conditions'
import { equalsItems } from '../src/value/equality'
import { nearly } from './arbitrary/model'
import { placesOfModel, subjectOf } from './arbitrary/modelCondition'
import { equation, type Laws, laws, property } from './law'

/** What is sent of a condition, read again. */
const sent = (c: C.Condition<never>): C.Condition<never> => {
  const rendered = render({ condition: c })
  if (E.isLeft(rendered)) throw new Error(rendered.left.reason)
  const { ConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues } = rendered.right
  const parsed = C.parse(ConditionExpression ?? '', {
    names: ExpressionAttributeNames,
    values: ExpressionAttributeValues,
  })
  if (E.isLeft(parsed)) throw new Error(parsed.left.reason)
  return parsed.right
}

/** Predicates on values agree with conditions on items; what the model's paths say of a value is what it has. */
export const conditionPredicateLaws = <Attrs extends Attributes, P extends string, S extends string, I extends Indexes>(
  model: Model<Attrs, P, S, I>,
  values: fc.Arbitrary<Model<Attrs, P, S, I>['_A']>,
): Laws => {
  const subject = subjectOf(model, values)
  const places = placesOfModel(model, [])
  const about = values.chain((a) => subject.conditionOn(model.encode(a)).map((c) => [a, c] as const))
  return laws(`${subject.name}: on values`, [
    property('toPredicate c a = evaluate c (encode a) = evaluate (what is sent of c) (encode a)', about, ([a, c]) => {
      const item = model.encode(a)
      const verdicts = [C.toPredicate(model)(c as C.Condition<unknown>)(a), C.evaluate(c)(item)]
      const simple = C.simplify(c)
      if (simple._tag !== 'Always') verdicts.push(C.evaluate(sent(c))(item))
      return new Set(verdicts).size === 1 ? undefined : `${verdicts.join(', ')}: ${C.show(c)}`
    }),
    property('what stands at a path equals itself, as the path encodes it', values, (a) => {
      const item = model.encode(a)
      const wrong = places.flatMap(({ path, inValue }) => {
        const here = inValue(a)
        const c = here === undefined ? C.missing(path) : C.eq(path, here.value as never)
        return C.evaluate(c)(item) ? [] : [C.show(c)]
      })
      return wrong.length === 0 ? undefined : wrong.join('; ')
    }),
    equation(
      'snapshot x, as it is sent, holds on y exactly if x and y are equal',
      nearly(values),
      ([x, other]) => {
        const y = model.encode(other)
        return { left: C.evaluate(sent(snapshot(model)(x)))(y), right: equalsItems(model.encode(x), y) }
      },
      (x, y) => x === y,
    ),
    property('ifNotExists holds where there is no item, and nowhere else', values, (a) =>
      C.evaluate(ifNotExists(model))({}) && !C.evaluate(ifNotExists(model))(model.encode(a))
        ? undefined
        : 'it does not',
    ),
  ])
}
