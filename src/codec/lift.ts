/** lift: an io-ts codec after an attribute. */
import * as E from 'fp-ts/Either'
import type * as t from 'io-ts'
import type { AttributeValue, Tag } from '../value/AttributeValue'
import { unstorable } from '../value/unstorable'
import { Attribute, type Failed, failed, type Inside, nothing } from './Attribute'
import { mismatchesOf } from './validation'

/**
 * An io-ts codec after an attribute: stored is what the codec's output is stored as, and what the attribute reads is what the
 * codec decodes. `S`, `N` … are this for the ten types.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as t from 'io-ts'
 * import * as assert from 'node:assert'
 *
 * const Milliseconds = new t.Type<number, bigint>('Milliseconds', t.number.is, (u) => t.success(Number(u)), BigInt)
 * assert.deepStrictEqual(A.lift(A.bigint)(Milliseconds).encode(12), { N: '12' })
 * ```
 */
export const lift =
  <O, T extends Tag>(attribute: Attribute<O, T, 'required', never, Inside>) =>
  <A>(codec: t.Type<A, O>): Attribute<A, T> => {
    const { name } = codec
    /** The output of a value. Some codecs accept values that their `encode` throws on, such as invalid dates. */
    const output = (u: unknown): O | Failed => {
      if (!codec.is(u)) return failed
      try {
        return codec.encode(u)
      } catch {
        return failed
      }
    }
    const written =
      <S>(write: (o: O) => S) =>
      (a: A): S | AttributeValue => {
        const o = output(a)
        return o === failed ? unstorable(name, a) : write(o)
      }
    return new Attribute<A, T>({
      ...attribute.definition,
      name,
      inside: nothing,
      parts: { _tag: 'Lifted', over: attribute, codec },
      limits: [{ _tag: 'Unsaid', expected: name }],
      byDefault: undefined,
      is: (u): u is A => {
        const o = output(u)
        return o !== failed && attribute.is(o)
      },
      write: written(attribute.write),
      encodeValue: written(attribute.encodeValue),
      read: (stored) => {
        const value = attribute.read(stored)
        if (value === failed) return failed
        const validation = codec.validate(value, [])
        return E.isRight(validation) ? validation.right : failed
      },
      explain: (actual, path) => {
        const value = attribute.read(actual as AttributeValue | undefined)
        return value === failed ? attribute.explain(actual, path) : mismatchesOf(codec.decode(value), path)
      },
      check: (u, path) => {
        const o = output(u)
        return o === failed ? [{ path, expected: name, actual: u }] : attribute.check(o, path)
      },
    })
  }
