import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Place, readPlace, showPlace } from '../../../src/codec/streamPlace'
import { StreamToken } from '../../../src/codec/streamToken'

const time = fc.integer({ min: 0, max: 4_000_000_000_000 })
const digits = fc.stringMatching(/^\d{21,40}$/)
const optional = <K extends string, A>(name: K, value: fc.Arbitrary<A>) =>
  fc.oneof(
    fc.constant({}),
    value.map((a) => ({ [name]: a })),
  )

const place: fc.Arbitrary<Place> = fc
  .tuple(
    fc.oneof(
      fc.constant({}),
      fc.constant({ ended: true as const }),
      digits.map((after) => ({ after })),
    ),
    optional('at', time),
    optional('since', time),
  )
  .map((parts) => Object.assign({}, ...parts))

describe('a place', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(place, (p) => {
        expect(readPlace(showPlace(p))).toEqual(p)
      }),
    )
  })

  it('is written so that people can read it', () => {
    expect(showPlace({})).toBe('start')
    expect(showPlace({ since: 0 })).toBe('since 1970-01-01T00:00:00.000Z')
    expect(showPlace({ after: '12', since: 0 })).toBe('after 12, since 1970-01-01T00:00:00.000Z')
    expect(showPlace({ after: '12', at: 0 })).toBe('after 12 (1970-01-01T00:00:00.000Z)')
    expect(showPlace({ ended: true })).toBe('ended')
  })

  it('is short: a token is under 200 bytes for each shard, and the ARN', () => {
    fc.assert(
      fc.property(place, (p) => {
        const shards = { 'shardId-00000001763805600000-0a1b2c3d': showPlace(p) }
        expect(JSON.stringify(shards).length).toBeLessThan(200)
      }),
    )
  })

  it.each([
    '',
    'x',
    'after',
    'after x',
    'start ',
    'start (2026)',
    'since 2026-99-99T00:00:00.000Z',
    `after ${'1'.repeat(41)}`,
  ])('is not %j', (written) => {
    expect(readPlace(written)).toBeUndefined()
    expect(StreamToken.is({ version: 1, table: 't', stream: 's', shards: { a: written } })).toBe(false)
  })
})
