/** A record of Kinesis Data Streams for DynamoDB, as Lambda's poller hands it over. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { fromBase64 } from '../../interpreter/aws/bytes'
import type { Fields, Found } from '../../interpreter/aws/decode/guards'
import { streamRecord } from '../../interpreter/aws/decode/records'
import type { Mismatch } from '../../value/Mismatch'
import { twice, withBinary } from './binary'
import { fieldsOf, optional, textOf } from './fields'
import type { Received } from './model'

// -----------------------------------------------------------------------------
// readers
// -----------------------------------------------------------------------------

const inData = ['kinesis', 'data'] as const

const binary = withBinary(twice)

/** The document in `data`: base64 of JSON in UTF-8. */
const documentOf = (data: unknown, found: Found): Fields => {
  const bytes = fromBase64(data)
  try {
    if (bytes instanceof Uint8Array) {
      const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
      if (fieldsOf(json) === json) return fieldsOf(json)
    }
  } catch {
    // It is no UTF-8, or no JSON.
  }
  found.push({ path: inData, expected: 'JSON of an object, as base64', actual: data })
  return {}
}

const digits = /^\d+$/

const sequenceNumber = (u: unknown, found: Found): string => {
  if (typeof u === 'string' && digits.test(u)) return u
  found.push({ path: ['kinesis', 'sequenceNumber'], expected: 'sequence number', actual: u })
  return ''
}

/** Milliseconds on either scale; those of microseconds keep their fraction, since the time is what tells the order. */
const time = (
  { ApproximateCreationDateTime: u, ApproximateCreationDateTimePrecision: scale }: Fields,
  found: Found,
) => {
  if (u === undefined || u === null) return undefined
  const path = [...inData, 'dynamodb']
  if (typeof u !== 'number' || !Number.isFinite(u))
    found.push({ path: [...path, 'ApproximateCreationDateTime'], expected: 'number', actual: u })
  else if (scale === 'MICROSECOND') return u / 1000
  else if (scale === undefined || scale === null || scale === 'MILLISECOND') return u
  else
    found.push({
      path: [...path, 'ApproximateCreationDateTimePrecision'],
      expected: 'MILLISECOND or MICROSECOND',
      actual: scale,
    })
  return undefined
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * Reads a record of the source `aws:kinesis`, whose data is DynamoDB's document of a change. It has no sequence number of
 * DynamoDB; binary values are base64 of base64; its time is in milliseconds, or in the precision that it names.
 *
 * What Kinesis delivers may be in another order than the changes, and may come more than once: the time tells both. So a
 * handler must not take an item back: it writes on the condition that what is there has no later time.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html and
 * https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export const ofKinesis = (record: Fields): Either<ReadonlyArray<Mismatch>, Received> => {
  const found: Array<Mismatch> = []
  const kinesis = fieldsOf(record.kinesis)
  const number = sequenceNumber(kinesis.sequenceNumber, found)
  const document = documentOf(kinesis.data, found)
  // Where there is no document, there is nothing to be said of its parts.
  if (found.length > 0) return E.left(found)
  const change = fieldsOf(document.dynamodb)
  const at = time(change, found)
  const numbered = { ...fieldsOf(binary(change)), SequenceNumber: '0', ApproximateCreationDateTime: undefined }
  const read = streamRecord({ ...document, dynamodb: document.dynamodb === change ? numbered : document.dynamodb })
  if (E.isLeft(read))
    return E.left([...found, ...read.left.map((mismatch) => ({ ...mismatch, path: [...inData, ...mismatch.path] }))])
  if (found.length > 0) return E.left(found)
  return E.right({
    shard: textOf(record.eventID)?.split(':')[0] ?? '',
    record: { ...read.right, sequenceNumber: number, ...optional('at', at) },
    ...optional('eventId', textOf(document.eventID)),
    ...optional('table', textOf(document.tableName)),
  })
}
