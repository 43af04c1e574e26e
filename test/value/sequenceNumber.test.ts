import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { order, padded } from '../../src/value/sequenceNumber'

const digits = fc.stringMatching(/^\d{1,40}$/)
const sign = (n: bigint) => (n < 0n ? -1 : n > 0n ? 1 : 0)

describe('sequence numbers', () => {
  it('are ordered as numbers, however long', () => {
    fc.assert(
      fc.property(digits, digits, (x, y) => {
        expect(order.compare(x, y)).toBe(sign(BigInt(x) - BigInt(y)))
      }),
    )
    fc.assert(
      fc.property(digits, (x) => {
        expect(order.compare(x, `0${x}`)).toBe(0)
      }),
    )
  })

  it('are ordered as numbers, wherever they have zeros', () => {
    const all = ['0', '00', '1', '01', '2', '10', '010', '12', '100', '101', '102', '0102', '120', '0010000']
    for (const x of all)
      for (const y of all) expect([x, y, order.compare(x, y)]).toEqual([x, y, sign(BigInt(x) - BigInt(y))])
  })

  it('are ordered as text once they are padded', () => {
    fc.assert(
      fc.property(digits, digits, (x, y) => {
        expect(padded(x)).toHaveLength(40)
        expect(padded(x) < padded(y)).toBe(BigInt(x) < BigInt(y))
      }),
    )
  })
})
