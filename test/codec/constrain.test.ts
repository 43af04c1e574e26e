import Big from 'big.js'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { ofAttribute } from '../../laws/arbitrary/model'
import { codecLaws } from '../../laws/codec'
import { suite } from '../../laws/law'
import * as A from '../../src/codec'
import { isUnstorable } from '../../src/value/unstorable'

const takes = <X>(
  codec: A.Attribute<X, 'S' | 'N' | 'L' | 'NULL', 'required', string, A.Inside, X>,
  ...values: ReadonlyArray<X>
) =>
  values.map((a) => {
    const stored = codec.write(a)
    const isOk = codec.is(a)
    expect(isUnstorable(stored)).toBe(!isOk)
    expect(codec.check(a, []).length === 0).toBe(isOk)
    if (isOk) expect(codec.decode(stored)).toEqual(E.right(a))
    return isOk
  })

describe('constrain', () => {
  it('counts the characters of text, and not its units', () => {
    const codec = A.constrain(A.string, { minLength: 2, maxLength: 3 })
    expect(takes(codec, '', 'a', 'ab', 'abc', 'abcd', '😀', '😀😀', '😀😀😀😀')).toEqual([
      ...[false, false, true, true, false],
      ...[false, true, false],
    ])
    expect(codec.decode({ S: 'a' })).toMatchObject(E.left([{ message: 'expected text of 2 to 3 characters' }]))
    expect(codec.decode({ N: '1' })).toMatchObject(E.left([{ message: 'expected string' }]))
  })

  it('matches patterns as JSON Schema does: anywhere, by code points', () => {
    expect(takes(A.constrain(A.string, { pattern: 'b' }), 'abc', 'ac')).toEqual([true, false])
    expect(takes(A.constrain(A.string, { pattern: '^.$' }), '😀', 'ab')).toEqual([true, false])
    expect(takes(A.constrain(A.string, { format: 'email' }), 'no mail')).toEqual([true])
  })

  it('compares numbers exactly', () => {
    const least = new Big('0.1')
    const below = new Big('0.09999999999999999999999999')
    expect(takes(A.constrain(A.decimal, { minimum: 0.1 }), least, below)).toEqual([true, false])
    expect(takes(A.constrain(A.decimal, { exclusiveMinimum: 0.1 }), least, least.plus('1e-30'))).toEqual([false, true])
    expect(takes(A.constrain(A.bigint, { maximum: 2 ** 53 }), 2n ** 53n, 2n ** 53n + 1n)).toEqual([true, false])
    expect(takes(A.constrain(A.integer, { minimum: 0, exclusiveMaximum: 2 }), -1, 0, 1, 2)).toEqual([
      ...[false, true, true, false],
    ])
    expect(takes(A.constrain(A.float, { minimum: 0, maximum: 0 }), 0, 1e-130)).toEqual([true, false])
  })

  it('counts elements, of sets each once', () => {
    expect(takes(A.constrain(A.list(A.integer), { minItems: 1, maxItems: 2 }), [], [1], [1, 1], [1, 2, 3])).toEqual([
      ...[false, true, true, false],
    ])
    const some = A.constrain(A.set(A.integer), { minItems: 1, maxItems: 2 })
    expect([new Set<number>(), new Set([1]), new Set([1, 2, 3])].map(some.is)).toEqual([false, true, false])
    expect(E.isLeft(some.decode(undefined))).toBe(true)
    expect(E.isRight(some.decode({ NS: ['1', '1.0', '2'] }))).toBe(true)
    expect(A.constrain(A.set(A.integer), { maxItems: 2 }).decode(undefined)).toEqual(E.right(new Set()))
  })

  it('is for one codec what is stored, whatever its values are', () => {
    const Celsius = new t.Type<string, number>('Celsius', t.string.is, (u) => t.success(`${u}°`), Number.parseFloat)
    expect(takes(A.constrain(A.N(Celsius), { minimum: -273.15 }), '-300°', '20°')).toEqual([false, true])
    expect(takes(A.nullable(A.constrain(A.string, { minLength: 1 })), null, '', 'a')).toEqual([true, false, true])
    expect(takes(A.constrain(A.nullable(A.string), { minLength: 1 }), null, '', 'a')).toEqual([true, false, true])
  })

  it('says what is expected in plain words', () => {
    const names = [
      A.constrain(A.string, { minLength: 1 }),
      A.constrain(A.string, { maxLength: 1 }),
      A.constrain(A.string, { minLength: 8, maxLength: 8, pattern: '^a' }),
      A.constrain(A.integer, { minimum: 0 }),
      A.constrain(A.integer, { minimum: 0, maximum: 9 }),
      A.constrain(A.integer, { minimum: 5, maximum: 5 }),
      A.constrain(A.float, { minimum: 0, exclusiveMaximum: 1 }),
      A.constrain(A.bigint, { exclusiveMinimum: 0 }),
      A.constrain(A.list(A.integer), { minItems: 1 }),
      A.constrain(A.string, { format: 'email' }),
      A.constrain(A.string, { pattern: '^[^/]+$' }, 'name without slashes'),
    ].map(({ name }) => name)
    expect(names).toEqual([
      'text of at least 1 character',
      'text of at most 1 character',
      'text of 8 characters that matches ^a',
      'integer of at least 0',
      'integer of 0 to 9',
      'integer of exactly 5',
      'float of at least 0 and less than 1',
      'integer of at most 38 significant digits, of more than 0',
      'list of integer, of at least 1 element',
      'string',
      'name without slashes',
    ])
  })

  it('tells faults of the constraints where they are defined', () => {
    expect(A.constrain(A.string, { pattern: '(' }).problems).toEqual([
      'the pattern ( is no regular expression (string)',
    ])
    expect(A.constrain(A.string, { minLength: 2, maxLength: 1 }).problems).toHaveLength(1)
    expect(A.constrain(A.string, { minLength: 0.5 }).problems).toHaveLength(1)
    expect(A.constrain(A.integer, { minimum: 1, maximum: 0 }).problems).toHaveLength(1)
    expect(A.constrain(A.integer, { minimum: 1, exclusiveMaximum: 1 }).problems).toHaveLength(1)
    expect(A.constrain(A.integer, { minimum: Number.NaN }).problems).toHaveLength(1)
    expect(A.constrain(A.list(A.string), { minItems: 2, maxItems: 1 }).problems).toHaveLength(1)
    expect(A.constrain(A.integer, { minimum: 1, maximum: 1 }).problems).toEqual([])
    expect(A.constrain(A.string, { pattern: '(' }).is('a')).toBe(true)
  })

  it('takes the constraints of the codec only', () => {
    // @ts-expect-error a number has no length
    A.constrain(A.integer, { minLength: 1 })
    // @ts-expect-error text has no minimum
    A.constrain(A.string, { minimum: 1 })
    // @ts-expect-error truth values have no constraints
    A.constrain(A.boolean, {})
    // @ts-expect-error what may be absent is constrained before
    A.constrain(A.optional(A.string), { minLength: 1 })
  })
})

const run = suite(describe, it)
const parameters = { numRuns: 200, endOnFailure: true }
const text = A.constrain(A.string, { minLength: 8, pattern: '^[a-z]+[0-9]*$' })
run(codecLaws(text, ofAttribute(text)), parameters)
const price = A.constrain(A.decimal, { minimum: 18, exclusiveMaximum: 20 })
run(codecLaws(price, ofAttribute(price)), parameters)
const few = A.constrain(A.set(A.integer), { minItems: 2, maxItems: 3 })
run(codecLaws(few, ofAttribute(few)), parameters)
const list = A.constrain(A.list(text), { minItems: 5 })
run(codecLaws(list, ofAttribute(list)), parameters)
