import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { name } from '../../laws/arbitrary/name'
import { segments } from '../../laws/arbitrary/path'
import { keyValue } from '../../laws/arbitrary/value'
import { conditionLaws, conditionNonLaws } from '../../laws/condition'
import { equation, laws, suite } from '../../laws/law'
import { updateLaws } from '../../laws/update'
import { evaluate } from '../../src/expression/Condition'
import * as K from '../../src/expression/KeyCondition'
import * as Projection from '../../src/expression/Projection'
import { render } from '../../src/expression/render'
import { compare } from '../../src/value/order'
import { runs } from '../runs'

suite(describe, it)(conditionLaws(), { numRuns: runs, includeErrorInReport: true })
suite(describe, it)(updateLaws(), { numRuns: runs, includeErrorInReport: true })

const keys = fc
  .tuple(fc.uniqueArray(name, { minLength: 2, maxLength: 2 }), keyValue, keyValue, keyValue)
  .chain(([[p = 'a', s = 'b'], v, x, y]) => {
    const [low, high] = (compare(x, y) ?? 0) > 0 ? [y, x] : [x, y]
    const range = fc.constantFrom(
      ...[K.lt(x), K.lte(x), K.gt(x), K.gte(x)],
      ...(compare(x, y) === undefined ? [] : [K.between(low, high)]),
      ...('S' in x ? [K.beginsWith(x.S)] : 'B' in x ? [K.beginsWith(x.B)] : []),
    )
    return fc.oneof(
      fc.constant(K.keyCondition([{ name: p, value: v }])),
      fc.constant(
        K.keyCondition([
          { name: p, value: v },
          { name: s, value: x },
        ]),
      ),
      range.map((r) => K.keyCondition([{ name: p, value: v }], { name: s, range: r })),
    )
  })

const projections = fc
  .array(segments, { minLength: 1, maxLength: 3 })
  .map(([first = ['a'], ...rest]): Projection.Projection => {
    const at = (s: typeof first) => ({ _tag: 'Path' as const, attribute: s[0], segments: s })
    return { _tag: 'Projection', paths: [at(first), ...rest.map(at)] }
  })
  .filter((p) => E.isRight(Projection.validate(p)))

suite(describe, it)(
  laws('keys and projections: render and parse', [
    equation(
      'parse (render k) = k',
      keys,
      (key) => {
        const rendered = E.toUnion(render({ key }))
        const text = 'KeyConditionExpression' in rendered ? (rendered.KeyConditionExpression ?? '') : ''
        const names = 'ExpressionAttributeNames' in rendered ? rendered.ExpressionAttributeNames : {}
        const values = 'ExpressionAttributeValues' in rendered ? rendered.ExpressionAttributeValues : {}
        const parsed = K.parse(text, { names, values })
        return { left: parsed, right: E.right(key) as typeof parsed }
      },
      (x, y) => E.isRight(x) && E.isRight(y) && K.equals(x.right, y.right),
      (parsed) => (E.isRight(parsed) ? K.show(parsed.right) : parsed.left.reason),
    ),
    equation(
      'parse (render p) = p',
      projections,
      (projection) => {
        const rendered = E.toUnion(render({ projection }))
        const text = 'ProjectionExpression' in rendered ? (rendered.ProjectionExpression ?? '') : ''
        const names = 'ExpressionAttributeNames' in rendered ? rendered.ExpressionAttributeNames : {}
        const parsed = Projection.parse(text, { names })
        return { left: E.isRight(parsed) && Projection.equals(parsed.right, projection), right: true }
      },
      (x, y) => x === y,
    ),
  ]),
  { numRuns: runs, includeErrorInReport: true },
)

describe('what is no law', () => {
  for (const { name, why, left, right, item } of conditionNonLaws) {
    it(`${name}: ${why}`, () => {
      expect(evaluate(left)(item)).not.toBe(evaluate(right)(item))
    })
  }
})
