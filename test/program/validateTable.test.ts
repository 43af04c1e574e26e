import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { local } from '../../src/local'
import { inMemory } from '../../src/memory'
import type { Operation } from '../../src/program/Operation'
import { validateOperation } from '../../src/program/validate'
import type { IndexSchema } from '../../src/value/TableSchema'
import { operations, quick, stub } from '../interpreter/aws/stub'

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

const { schema } = operations.CreateTable
const byAge: IndexSchema = {
  name: 'byAge',
  kind: 'global',
  key: { partition: [{ name: 'age', type: 'N' }], sort: [] },
  projection: 'keys',
}
const capacity = { read: 1, write: 1 }

// What the types would refuse is among these.
const create = (settings: object, indexes: ReadonlyArray<object> = []) =>
  ({ _tag: 'CreateTable', schema: { ...schema, indexes }, settings }) as unknown as Operation
const change = (asked: object) => ({ _tag: 'UpdateTable', table: 'users', change: asked }) as unknown as Operation
const tag = (tags: unknown) => ({ _tag: 'TagResource', table: 'users', tags }) as unknown as Operation
const untag = (names: unknown) => ({ _tag: 'UntagResource', table: 'users', names }) as unknown as Operation
const expire = (attribute: unknown, enabled: unknown = true) =>
  ({ _tag: 'UpdateTimeToLive', table: 'users', attribute, enabled }) as unknown as Operation
const backUp = (enabled: unknown) =>
  ({ _tag: 'UpdateContinuousBackups', table: 'users', enabled }) as unknown as Operation

const many = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`t${i}`, '']))
const characters = 'has other characters than letters, white space, numbers and _ . : / = + - @'

const views = "the stream is none of 'off', 'keys', 'new', 'old', 'newAndOld'"
const classes = "the table class is none of 'standard', 'infrequentAccess'"
const key = "the encryption is neither 'owned' nor 'kms' nor { key }"
const protection = 'the deletion protection is neither true nor false'
const billing = "the billing is neither 'onDemand' nor { read, write }"
const projection = "index 'byAge' projects neither 'all' nor 'keys' nor at least one attribute"
const enabled = 'what is to be switched is neither on nor off: enabled is no boolean'
const expires = 'the attribute of a time to live is not 1 to 255 characters'

const wrong: ReadonlyArray<readonly [string, Operation, string]> = [
  ['a stream that is none', create({ stream: 'all' }), views],
  ['a class that is none', create({ tableClass: 'cheap' }), classes],
  ['encryption that is none', create({ encryption: null }), key],
  ['an empty key', create({ encryption: { key: '' } }), key],
  ['protection that is none', create({ deletionProtection: 'yes' }), protection],
  ['billing that is none', create({ billing: 'byTheHour' }), billing],
  ['billing of texts', create({ billing: { read: '1', write: '1' } }), billing],
  ['half a unit', create({ billing: { read: 0.5, write: 1 } }), 'the capacity of the table is not whole units from 1'],
  [
    'capacity of an index that is none',
    create({ billing: capacity, indexThroughput: { byAge: 5 } }, [byAge]),
    'the capacity of an index is not { read, write }',
  ],
  ['tags that are no text', create({ tags: { team: 5 } }), 'the tags are not { name: value } of text'],
  ['51 tags', create({ tags: many(51) }), 'there are more than 50 tags'],
  ['an index that projects a list of nothing', create({}, [{ ...byAge, projection: [] }]), projection],
  ['an index that projects what is none', create({}, [{ ...byAge, projection: 'some' }]), projection],
  [
    'several at once',
    create({ stream: 'all', tableClass: 'cheap', tags: many(51) }),
    `${views}; ${classes}; there are more than 50 tags`,
  ],
  ['a stream to nothing', change({ _tag: 'Stream' }), 'a change of the stream does not say to what'],
  ['a stream to what is none', change({ _tag: 'Stream', stream: 'all' }), views],
  ['encryption with what is none', change({ _tag: 'Encryption', encryption: { key: '' } }), key],
  ['protection by what is none', change({ _tag: 'DeletionProtection', deletionProtection: 1 }), protection],
  ['a class that is none', change({ _tag: 'TableClass', tableClass: null }), classes],
  ['billing by what is none', change({ _tag: 'Billing', billing: null }), billing],
  [
    'a new index that projects a list of nothing',
    change({ _tag: 'CreateIndex', index: { ...byAge, projection: [] } }),
    projection,
  ],
  [
    'a new index with capacity that is none',
    change({ _tag: 'CreateIndex', index: byAge, throughput: null }),
    'the capacity of an index is not { read, write }',
  ],
  ['a change that is none', change({ _tag: 'Rename', name: 'x' }), 'the change is none of a table'],
  ['no tag', tag({}), 'no tag is given'],
  ['51 tags', tag(many(51)), 'there are more than 50 tags'],
  ['a tag without name', tag({ '': 'x' }), "the tag name '' is not 1 to 128 characters"],
  ['a tag of 129 characters', tag({ ['😀'.repeat(129)]: '' }), `the tag name '${'😀'.repeat(129)}' is not 1 to 128`],
  ['a tag of 257', tag({ a: 'é'.repeat(257) }), "the value of the tag 'a' is longer than 256 characters"],
  ['a tag with a comma', tag({ 'a,b': '' }), `the tag name 'a,b' ${characters}`],
  ['a value with a line', tag({ a: 'b\nc' }), `the value of the tag 'a' ${characters}`],
  ["a tag of AWS's own", tag({ 'AwS:a': '' }), "the tag name 'AwS:a' begins with 'aws:'"],
  ["a value of AWS's own", tag({ a: 'aws:b' }), "the value of the tag 'a' begins with 'aws:'"],
  ['no names of tags', untag([]), 'no tag is named'],
  ['a name that is no text', untag([5]), 'the name of a tag is not text'],
  ['the name of a tag that is none', untag(['a*']), `the tag name 'a*' ${characters}`],
  ['a time to live of nothing', expire(''), expires],
  ['a time to live of 256 characters', expire('x'.repeat(256)), expires],
  ['a time to live of no text', expire(5), "the time to live is neither 'off' nor { attribute }"],
  ['a time to live that is neither on nor off', expire('expires', 'yes'), enabled],
  ['backups that are neither on nor off', backUp('yes'), enabled],
]

const right: ReadonlyArray<readonly [string, Operation]> = [
  ['50 tags', tag(many(50))],
  ['a tag of 128 letters of two units each', tag({ ['𠮷'.repeat(128)]: '𠮷'.repeat(256) })],
  ['all characters of tags', tag({ 'Straße 7_.:/=+-@': 'Ω ٣' })],
  ["a tag with aws: inside, and AWS's name", tag({ 'my:aws:a': 'aws', awsome: '' })],
  ['a time to live of 255 characters', expire('😀'.repeat(255))],
  ['capacity of an index', create({ billing: capacity, indexThroughput: { byAge: capacity } }, [byAge])],
  ['a projection', create({ encryption: { key: 'k' } }, [{ ...byAge, projection: ['x'] }])],
]

// -----------------------------------------------------------------------------
// tests
// -----------------------------------------------------------------------------

describe('operations on tables', () => {
  it.each(wrong)(
    '%s: refused in a sentence, by all interpreters, and nothing is sent',
    async (_, operation, reason) => {
      const found = validateOperation(operation)
      expect(found).toEqual({ _tag: 'InvalidRequest', reason: expect.stringContaining(reason) })
      const { transport, sent } = stub([])
      for (const interpreter of [inMemory(), quick(transport), local({ transport })])
        expect(await interpreter(operation)()).toEqual(E.left(found))
      expect(sent).toEqual([])
    },
  )

  it.each(right)('%s: may be sent', (_, operation) => {
    expect(validateOperation(operation)).toBe(undefined)
  })

  it('whatever they hold, nothing throws, and what is refused is told', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('CreateTable', 'UpdateTable', 'UpdateTimeToLive', 'TagResource', 'UntagResource'),
        fc.record(
          {
            schema: fc.constantFrom<unknown>(schema, null, {}),
            settings: fc.dictionary(
              fc.constantFrom('billing', 'stream', 'tags', 'encryption', 'indexThroughput', 'tableClass'),
              fc.anything(),
            ),
            change: fc.anything(),
            tags: fc.anything(),
            names: fc.anything(),
            attribute: fc.anything(),
            enabled: fc.anything(),
          },
          { requiredKeys: [] },
        ),
        (_tag, fields) => {
          const found = validateOperation({ _tag, table: 'users', ...fields } as unknown as Operation)
          expect(found === undefined || (found._tag === 'InvalidRequest' && found.reason !== '')).toBe(true)
        },
      ),
      { numRuns: 1000 },
    ))
})
