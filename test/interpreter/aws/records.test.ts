import type { GetRecordsCommandOutput } from '@aws-sdk/client-dynamodb-streams'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repairedRecords, type StreamRecord } from '../../../src/local'

const expired = {
  eventName: 'REMOVE',
  userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
}

const record: fc.Arbitrary<StreamRecord & { readonly eventID: string }> = fc.record({
  eventID: fc.string(),
  eventName: fc.constantFrom('INSERT', 'MODIFY', 'REMOVE', 'UNKNOWN_TO_SDK_VERSION', undefined),
})

describe('records', () => {
  it('of expired items are removals by the service', () => {
    const dynamodb = { Keys: { id: { S: 'ann' } }, SequenceNumber: '1' }
    const Records = [
      { eventID: '1', eventName: 'REMOVE', dynamodb },
      { eventID: '2', eventName: 'UNKNOWN_TO_SDK_VERSION', dynamodb },
    ]
    expect(repairedRecords({ Records, NextShardIterator: 'x' })).toEqual({
      Records: [Records[0], { eventID: '2', dynamodb, ...expired }],
      NextShardIterator: 'x',
    })
  })

  it('an answer of the SDK is one afterwards too', () => {
    const answer: GetRecordsCommandOutput = { $metadata: {}, Records: [{ eventName: 'REMOVE' }] }
    const repaired: GetRecordsCommandOutput = repairedRecords(answer)
    expect(repaired).toEqual(answer)
    const none: GetRecordsCommandOutput = { $metadata: {} }
    expect(repairedRecords(none)).toBe(none)
  })

  it('laws: idempotent, and every other record is kept', () =>
    fc.assert(
      fc.property(fc.array(record), (Records) => {
        const once = repairedRecords({ Records })
        expect(repairedRecords(once)).toEqual(once)
        once.Records.forEach((r, i) => {
          const before = Records[i]
          expect(r).toEqual(before?.eventName === 'UNKNOWN_TO_SDK_VERSION' ? { ...before, ...expired } : before)
        })
      }),
    ))
})
