/**
 * The laws of conditions, up to `≡`: the same verdict on every item. And what is no law, though it looks it.
 *
 * @example
 * ```ts
 * import { Condition as C } from 'bloop-ts'
 * import { conditionLaws, conditionNonLaws, flatten } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * for (const { laws } of flatten(conditionLaws()))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * for (const { left, right, item } of conditionNonLaws)
 *   assert.notStrictEqual(C.evaluate(left)(item), C.evaluate(right)(item))
 * ```
 */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Attributes } from '../src/codec/Attribute'
import * as C from '../src/expression/Condition'
import { render } from '../src/expression/render'
import type { Indexes } from '../src/model/indexes'
import type { Model } from '../src/model/Model'
import type { AttributeValue, Item } from '../src/value/AttributeValue'
import { assign } from '../src/value/record'
import { showItem } from '../src/value/show'
import { condition } from './arbitrary/condition'
import { ofModel } from './arbitrary/model'
import { subjectOf } from './arbitrary/modelCondition'
import { renameCondition, renameItem } from './arbitrary/renamed'
import { anyItems, type Subject } from './arbitrary/subject'
import { item } from './arbitrary/value'
import { conditionPredicateLaws } from './conditionOf'
import { equation, type Law, type Laws, laws, property } from './law'

type Condition = C.Condition<never>

const and = (x: Condition, y: Condition): Condition => pipe(x, C.and(y))
const or = (x: Condition, y: Condition): Condition => pipe(x, C.or(y))

// An item with conditions on it.
const about = (subject: Subject, n: number): fc.Arbitrary<readonly [Item, ReadonlyArray<Condition>]> =>
  subject.item.chain((i) =>
    fc.array(subject.conditionOn(i), { minLength: n, maxLength: n }).map((cs) => [i, cs] as const),
  )

const conditionOf = (subject: Subject): fc.Arbitrary<Condition> => about(subject, 1).map(([, [c]]) => c as Condition)

// More names and values than have a placeholder of one digit.
const manyLeaves = (subject: Subject): fc.Arbitrary<Condition> =>
  subject.item.chain((i) =>
    fc
      .array(subject.leafOn(i), { minLength: 16, maxLength: 24 })
      .map((cs) => C.any(cs.filter((c) => C.simplify(c)._tag !== 'Always'))),
  )

interface Verdict {
  readonly holds: boolean
  readonly text: string
}

const verdict = (c: Condition, i: Item): Verdict => ({ holds: C.evaluate(c)(i), text: C.show(c) })
const sameVerdict = (x: Verdict, y: Verdict): boolean => x.holds === y.holds
const showVerdict = (v: Verdict): string => `${v.holds}: ${v.text}`

/** The law that two conditions made of others have the same verdict on every item. */
const equivalences =
  (subject: Subject) =>
  (name: string, n: number, sides: (...cs: ReadonlyArray<Condition>) => readonly [Condition, Condition]): Law =>
    equation(
      name,
      about(subject, n),
      ([i, cs]) => {
        const [left, right] = sides(...cs)
        return { left: verdict(left, i), right: verdict(right, i) }
      },
      sameVerdict,
      showVerdict,
    )

type Sides3 = (x: Condition, y: Condition, z: Condition) => readonly [Condition, Condition]
const of3 =
  (sides: Sides3) =>
  (...cs: ReadonlyArray<Condition>): readonly [Condition, Condition] =>
    sides(cs[0] as Condition, cs[1] as Condition, cs[2] as Condition)

// -----------------------------------------------------------------------------
// algebra
// -----------------------------------------------------------------------------

/** A lattice: AND and OR. */
export const conditionLatticeLaws = (subject: Subject = anyItems): Laws => {
  const equivalent = equivalences(subject)
  return laws(`${subject.name}: lattice`, [
    equivalent(
      'AND is associative',
      3,
      of3((x, y, z) => [and(and(x, y), z), and(x, and(y, z))]),
    ),
    equivalent(
      'OR is associative',
      3,
      of3((x, y, z) => [or(or(x, y), z), or(x, or(y, z))]),
    ),
    equivalent(
      'AND commutes',
      2,
      of3((x, y) => [and(x, y), and(y, x)]),
    ),
    equivalent(
      'OR commutes',
      2,
      of3((x, y) => [or(x, y), or(y, x)]),
    ),
    equivalent(
      'AND is idempotent',
      1,
      of3((x) => [and(x, x), x]),
    ),
    equivalent(
      'OR is idempotent',
      1,
      of3((x) => [or(x, x), x]),
    ),
    equivalent(
      'AND absorbs OR',
      2,
      of3((x, y) => [and(x, or(x, y)), x]),
    ),
    equivalent(
      'OR absorbs AND',
      2,
      of3((x, y) => [or(x, and(x, y)), x]),
    ),
    equivalent(
      'always is the unit of AND',
      1,
      of3((x) => [and(x, C.always), x]),
    ),
    equivalent(
      'never is the unit of OR',
      1,
      of3((x) => [or(x, C.never), x]),
    ),
    equivalent(
      'never is the zero of AND',
      1,
      of3((x) => [and(x, C.never), C.never]),
    ),
    equivalent(
      'always is the zero of OR',
      1,
      of3((x) => [or(x, C.always), C.always]),
    ),
    equivalent(
      'AND distributes over OR',
      3,
      of3((x, y, z) => [and(x, or(y, z)), or(and(x, y), and(x, z))]),
    ),
    equivalent(
      'OR distributes over AND',
      3,
      of3((x, y, z) => [or(x, and(y, z)), and(or(x, y), or(x, z))]),
    ),
  ])
}

/** A Boolean algebra, as fp-ts has it. */
export const conditionAlgebraLaws = (subject: Subject = anyItems): Laws => {
  const equivalent = equivalences(subject)
  const B = C.getBooleanAlgebra<never>()
  return laws(
    `${subject.name}: Boolean algebra`,
    [
      equivalent(
        'x AND NOT x never holds',
        1,
        of3((x) => [and(x, C.not(x)), C.never]),
      ),
      equivalent(
        'x OR NOT x always holds',
        1,
        of3((x) => [or(x, C.not(x)), C.always]),
      ),
      equivalent(
        'NOT NOT x is x',
        1,
        of3((x) => [C.not(C.not(x)), x]),
      ),
      equivalent(
        'De Morgan, AND',
        2,
        of3((x, y) => [C.not(and(x, y)), or(C.not(x), C.not(y))]),
      ),
      equivalent(
        'De Morgan, OR',
        2,
        of3((x, y) => [C.not(or(x, y)), and(C.not(x), C.not(y))]),
      ),
      equivalent(
        'the instance: meet, join, not',
        2,
        of3((x, y) => [B.meet(x, B.not(y)), B.not(B.join(B.not(x), y))]),
      ),
      equivalent(
        'the instance: x implies x',
        1,
        of3((x) => [B.implies(x, x), B.one]),
      ),
      equivalent(
        'the instance: modus ponens',
        2,
        of3((x, y) => [B.meet(x, B.implies(x, y)), B.meet(x, y)]),
      ),
      equivalent(
        'the instance: implies distributes',
        3,
        of3((x, y, z) => [B.implies(x, B.meet(y, z)), B.meet(B.implies(x, y), B.implies(x, z))]),
      ),
      equivalent(
        'all is AND from left to right',
        3,
        of3((x, y, z) => [C.all([x, y, z]), and(and(x, y), z)]),
      ),
      equivalent(
        'any is OR from left to right',
        3,
        of3((x, y, z) => [C.any([x, y, z]), or(or(x, y), z)]),
      ),
      equivalent(
        'all of none is always',
        0,
        of3(() => [C.all([]), C.always]),
      ),
      equivalent(
        'any of none is never',
        0,
        of3(() => [C.any([]), C.never]),
      ),
    ],
    [conditionLatticeLaws(subject)],
  )
}

// -----------------------------------------------------------------------------
// meaning
// -----------------------------------------------------------------------------

const compare = (comparator: C.Comparator, left: C.Operand, right: C.Operand): Condition => ({
  _tag: 'Compare',
  comparator,
  left,
  right,
})

const onOperands =
  (subject: Subject) =>
  (name: string, sides: (x: C.Operand, y: C.Operand, z: C.Operand) => readonly [Condition, Condition]): Law =>
    equation(
      name,
      subject.item.chain((i) => {
        const operand = subject.operandOn(i)
        return fc.tuple(fc.constant(i), operand, operand, operand)
      }),
      ([i, x, y, z]) => {
        const [left, right] = sides(x, y, z)
        return { left: verdict(left, i), right: verdict(right, i) }
      },
      sameVerdict,
      showVerdict,
    )

// The item without what a condition does not read: every other attribute another value or none.
const elsewhere = (c: Condition, i: Item, other: Item): Item => {
  const read = new Set(C.paths(c).map((p) => p.segments[0]))
  const out: { [name: string]: AttributeValue } = {}
  for (const name of Object.keys(other)) if (!read.has(name)) assign(out, name, other[name] as AttributeValue)
  for (const name of Object.keys(i)) if (read.has(name)) assign(out, name, i[name] as AttributeValue)
  return out
}

/** What comparisons mean in terms of one another. */
export const conditionMeaningLaws = (subject: Subject = anyItems): Laws => {
  const law = onOperands(subject)
  return laws(`${subject.name}: meaning`, [
    law('NOT (a = b) is a <> b', (x, y) => [C.not(compare('=', x, y)), compare('<>', x, y)]),
    law('a < b is b > a', (x, y) => [compare('<', x, y), compare('>', y, x)]),
    law('a <= b is b >= a', (x, y) => [compare('<=', x, y), compare('>=', y, x)]),
    law('= is symmetric', (x, y) => [compare('=', x, y), compare('=', y, x)]),
    law('a > b says a >= b and a <> b', (x, y) => [compare('>', x, y), and(compare('>=', x, y), compare('<>', x, y))]),
    law('BETWEEN is >= and <=', (x, y, z) => [
      { _tag: 'Between', operand: x, low: y, high: z },
      and(compare('>=', x, y), compare('<=', x, z)),
    ]),
    law('IN is OR of =', (x, y, z) => [
      { _tag: 'In', operand: x, candidates: [y, z] },
      or(compare('=', x, y), compare('=', x, z)),
    ]),
    law('IN of none never holds', (x) => [{ _tag: 'In', operand: x, candidates: [] }, C.never]),
    equation(
      'missing is NOT exists',
      subject.item.chain((i) => fc.tuple(fc.constant(i), subject.pathOn(i))),
      ([i, p]) => ({
        left: verdict({ _tag: 'Missing', path: p }, i),
        right: verdict(C.not({ _tag: 'Exists', path: p }), i),
      }),
      sameVerdict,
      showVerdict,
    ),
    equation(
      'names mean nothing: other names, the same verdict',
      about(subject, 1),
      ([i, cs]) => {
        const c = cs[0] as Condition
        return { left: verdict(renameCondition(c), renameItem(i)), right: verdict(c, i) }
      },
      sameVerdict,
      showVerdict,
    ),
    equation(
      'locality: the verdict depends on nothing that is not read',
      fc.tuple(about(subject, 1), subject.item),
      ([[i, cs], other]) => {
        const c = cs[0] as Condition
        return { left: verdict(c, elsewhere(c, i, other)), right: verdict(c, i) }
      },
      sameVerdict,
      showVerdict,
    ),
  ])
}

// -----------------------------------------------------------------------------
// simplify, render and parse
// -----------------------------------------------------------------------------

const hasInnerConstant = (root: Condition): boolean => {
  const go = (c: Condition): boolean =>
    c._tag === 'Always' ||
    c._tag === 'Never' ||
    (c._tag === 'Not' ? go(c.condition) : (c._tag === 'And' || c._tag === 'Or') && c.conditions.some(go))
  return root._tag !== 'Always' && root._tag !== 'Never' && go(root)
}

/** `simplify` keeps the meaning and reaches a form of its own. */
export const conditionSimplifyLaws = (subject: Subject = anyItems): Laws => {
  const condition = conditionOf(subject)
  return laws(`${subject.name}: simplify`, [
    equivalences(subject)(
      'keeps the meaning',
      1,
      of3((x) => [C.simplify(x), x]),
    ),
    equation(
      'keeps the meaning of every leaf',
      subject.item.chain((i) => fc.tuple(fc.constant(i), subject.leafOn(i))),
      ([i, c]) => ({ left: verdict(C.simplify(c), i), right: verdict(c, i) }),
      sameVerdict,
      showVerdict,
    ),
    equation(
      'is idempotent',
      condition,
      (c) => ({ left: C.simplify(C.simplify(c)), right: C.simplify(c) }),
      C.equals,
      C.show,
    ),
    property('leaves no constant inside', condition, (c) =>
      hasInnerConstant(C.simplify(c)) ? C.show(C.simplify(c)) : undefined,
    ),
    property('never has more operators', condition, (c) => {
      const simple = C.simplify(c)
      // a <= a becomes attribute_type OR ..., which is longer but taken by DynamoDB
      const isLonger = C.operators(simple) > C.operators(c) && !C.show(simple).includes('attribute_type')
      return isLonger && !C.show(simple).includes('NOT size') ? C.show(simple) : undefined
    }),
    equation(
      'equality is reflexive',
      condition,
      (c) => ({ left: C.equals(c, structuredClone(c)), right: true }),
      (x, y) => x === y,
    ),
  ])
}

/** The same data in objects of its own. (`structuredClone` would make those of another realm under some runners.) */
const copyOf = <A>(data: A): A => {
  if (typeof data !== 'object' || data === null || data instanceof Uint8Array) return data
  const copy = Array.isArray(data)
    ? data.map(copyOf)
    : Object.fromEntries(Object.entries(data).map(([name, inner]) => [name, copyOf(inner)]))
  return copy as A
}

const word =
  'AND|OR|NOT|IN|BETWEEN|size|contains|begins_with|attribute_(?:not_)?exists|attribute_type|#n\\d+|:v\\d+|[=<>(),.]|\\[\\d+\\]| '
const grammar = new RegExp(`^(?:${word})*$`)

const placeholders = (text: string): ReadonlyArray<string> => text.match(/[#:][A-Za-z0-9_]+/g) ?? []

/** What is sent says what was meant, whatever the names and values are. */
export const conditionRenderLaws = (subject: Subject = anyItems): Laws => {
  const condition = fc.oneof({ arbitrary: conditionOf(subject), weight: 5 }, manyLeaves(subject))
  return laws(`${subject.name}: render and parse`, [
    property('parse (render c) = simplify c', condition, (c) => {
      const rendered = render({ condition: c })
      if (E.isLeft(rendered)) return rendered.left.reason
      const {
        ConditionExpression: text,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      } = rendered.right
      const simple = C.simplify(c)
      if (text === undefined) return simple._tag === 'Always' ? undefined : C.show(simple)
      const parsed = C.parse(text, { names, values })
      if (E.isLeft(parsed)) return `${text}: ${parsed.left.reason} at ${parsed.left.position}`
      return C.equals(parsed.right, simple) ? undefined : `${C.show(parsed.right)}, not ${C.show(simple)}`
    }),
    property(
      'every placeholder is defined, used, and stands for one thing',
      fc.tuple(condition, condition),
      ([c, d]) => {
        const rendered = render({ condition: c, filter: d })
        if (E.isLeft(rendered)) return rendered.left.reason
        const r = rendered.right
        const used = new Set([...placeholders(r.ConditionExpression ?? ''), ...placeholders(r.FilterExpression ?? '')])
        const names = Object.keys(r.ExpressionAttributeNames ?? {})
        const defined = new Set([...names, ...Object.keys(r.ExpressionAttributeValues ?? {})])
        const missing = [...used].filter((p) => !defined.has(p))
        const unused = [...defined].filter((p) => !used.has(p))
        const isInjective = new Set(Object.values(r.ExpressionAttributeNames ?? {})).size === names.length
        return missing.length + unused.length === 0 && isInjective
          ? undefined
          : `${missing} ${unused} ${fc.stringify(r)}`
      },
    ),
    property('the text is keywords and placeholders, nothing of the application', condition, (c) => {
      const rendered = render({ condition: c })
      const text = E.isLeft(rendered) ? '' : (rendered.right.ConditionExpression ?? '')
      return grammar.test(text) ? undefined : text
    }),
    equation(
      'the same condition has the same text',
      condition,
      (c) => ({
        left: fc.stringify(render({ condition: c })),
        right: fc.stringify(render({ condition: copyOf(c) })),
      }),
      (x, y) => x === y,
    ),
  ])
}

// -----------------------------------------------------------------------------
// contramap
// -----------------------------------------------------------------------------

type Row = { readonly [name: string]: Row | undefined }

// What a function does not find is absent; a row of nothing has nothing.
const at = (row: Row | undefined, name: string): Row | undefined => row?.[name]
const nothing: Row = {}

const functions: ReadonlyArray<readonly [string, (row: Row) => Row]> = [
  ['row', (row) => row],
  ['row.a', (row) => at(row, 'a') ?? nothing],
  ['row.tags.name', (row) => at(at(row, 'tags'), 'name') ?? nothing],
  ['{ a: row.b, b: row.a, name: row.name }', (row) => ({ a: at(row, 'b'), b: at(row, 'a'), name: at(row, 'name') })],
  ['{ a: row.a.b }', (row) => ({ a: at(at(row, 'a'), 'b') })],
]

/** Contravariant: up to `≡`, as an attribute that a function leaves out is absent. */
export const conditionContravariantLaws = (): Laws =>
  laws('conditions: contravariant', [
    equation(
      'identity',
      condition,
      (c) => ({ left: C.contramap((row: Row) => row)(c as C.Condition<Row>), right: c as C.Condition<Row> }),
      (x, y) => C.equals(x, y),
      (c) => C.show(c),
    ),
    equation(
      'composition',
      fc.tuple(item, condition, fc.constantFrom(...functions), fc.constantFrom(...functions)),
      ([i, c, [, f], [, g]]) => {
        const self = c as C.Condition<Row>
        return {
          left: verdict(pipe(self, C.contramap(f), C.contramap(g)), i),
          right: verdict(
            pipe(
              self,
              C.contramap((row: Row) => f(g(row))),
            ),
            i,
          ),
        }
      },
      sameVerdict,
      showVerdict,
    ),
    property('a condition on what an attribute holds', fc.tuple(item, condition), ([i, c]) => {
      const inside = C.contramap((row: { readonly a: Row }) => row.a)(c as C.Condition<Row>)
      return C.evaluate(inside)({ a: { M: i } }) === C.evaluate(c)(i)
        ? undefined
        : `${C.show(inside)} on ${showItem(i)}`
    }),
  ])

const lawsOf = (subject: Subject, others: ReadonlyArray<Laws>): Laws => ({
  ...conditionRenderLaws(subject),
  parents: [conditionAlgebraLaws(subject), conditionMeaningLaws(subject), conditionSimplifyLaws(subject), ...others],
})

/**
 * All laws of conditions: on items of any shape; or, given a model, on its own items, with conditions over its own paths. Values
 * are those that follow from the model (`arbitrary`), if none are handed in.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import { conditionLaws, flatten } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, tags: A.set(A.string), home: A.optional(A.map({ city: A.string })) },
 *   key: { partition: 'id' },
 * })
 * for (const { laws } of flatten(conditionLaws(User)))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * ```
 */
export const conditionLaws = <Attrs extends Attributes, P extends string, S extends string, I extends Indexes>(
  model?: Model<Attrs, P, S, I>,
  values?: fc.Arbitrary<Model<Attrs, P, S, I>['_A']>,
): Laws => {
  if (model === undefined) return lawsOf(anyItems, [conditionContravariantLaws()])
  const all = values ?? ofModel(model)
  return lawsOf(subjectOf(model, all), [conditionPredicateLaws(model, all)])
}

// -----------------------------------------------------------------------------
// what is no law
// -----------------------------------------------------------------------------

/** An equivalence that does not hold, with an item on which the sides differ. */
export interface NonLaw {
  readonly name: string
  readonly why: string
  readonly left: Condition
  readonly right: Condition
  readonly item: Item
}

const a: C.PathOperand = { _tag: 'Path', attribute: 'a', segments: ['a'] }
const b: C.PathOperand = { _tag: 'Path', attribute: 'b', segments: ['b'] }
const one: C.ValueOperand = { _tag: 'Value', value: { N: '1' } }

/** What one would expect and DynamoDB does not do; tests show that each fails. */
export const conditionNonLaws: ReadonlyArray<NonLaw> = [
  {
    name: 'NOT (a < v) ≡ a >= v',
    why: 'both orders are false where a is missing or of another type',
    left: C.not(compare('<', a, one)),
    right: compare('>=', a, one),
    item: {},
  },
  {
    name: 'trichotomy: a < v OR a = v OR a > v ≡ always',
    why: 'none holds where the types differ',
    left: C.any([compare('<', a, one), compare('=', a, one), compare('>', a, one)]),
    right: C.always,
    item: { a: { S: '1' } },
  },
  {
    name: 'a <= b ≡ a < b OR a = b',
    why: 'NULL equals NULL, but has no order',
    left: compare('<=', a, b),
    right: or(compare('<', a, b), compare('=', a, b)),
    item: { a: { NULL: true }, b: { NULL: true } },
  },
  {
    name: 'a <> v ⇒ a exists',
    why: 'a missing attribute is not equal to anything',
    left: and(compare('<>', a, one), { _tag: 'Missing', path: a }),
    right: C.never,
    item: {},
  },
  {
    name: 'a = a ≡ always',
    why: 'a missing attribute is not even equal to itself',
    left: compare('=', a, b),
    right: C.always,
    item: {},
  },
]
