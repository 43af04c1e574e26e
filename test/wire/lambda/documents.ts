/** Events in the structure that AWS publishes: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html and kds.html. */

export const arn = 'arn:aws:dynamodb:us-east-2:123456789012:table/my-table/stream/2023-06-10T19:26:16.525'

const common = { eventVersion: '1.0', awsRegion: 'us-west-2', eventSourceARN: arn, eventSource: 'aws:dynamodb' }
const key = { Id: { N: '101' } }
const both = { Keys: key, StreamViewType: 'NEW_AND_OLD_IMAGES' }

/** An item is inserted, modified and removed. */
export const changes = {
  Records: [
    {
      ...common,
      eventID: '1',
      eventName: 'INSERT',
      dynamodb: {
        ...both,
        ApproximateCreationDateTime: 1693997155.0,
        NewImage: { Message: { S: 'New item!' }, ...key },
        SequenceNumber: '111',
        SizeBytes: 26,
      },
    },
    {
      ...common,
      eventID: '2',
      eventName: 'MODIFY',
      dynamodb: {
        ...both,
        OldImage: { Message: { S: 'New item!' }, ...key },
        NewImage: { Message: { S: 'This item has changed' }, ...key },
        SequenceNumber: '222',
        SizeBytes: 59,
      },
    },
    {
      ...common,
      eventID: '3',
      eventName: 'REMOVE',
      dynamodb: {
        ...both,
        OldImage: { Message: { S: 'This item has changed' }, ...key },
        SequenceNumber: '333',
        SizeBytes: 38,
      },
    },
  ],
}

/** An item is deleted by DynamoDB, since its time to live was over. */
export const expired = {
  Records: [
    {
      ...common,
      eventID: '4',
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      dynamodb: { ...both, OldImage: key, SequenceNumber: '444', SizeBytes: 12 },
    },
  ],
}

/** An item of all ten types, and with attributes that are called like types. */
export const allTypes = {
  Records: [
    {
      ...common,
      eventID: '5',
      eventName: 'INSERT',
      dynamodb: {
        ...both,
        NewImage: {
          ...key,
          text: { S: 'a' },
          bytes: { B: 'AAEqQQ==' },
          truth: { BOOL: false },
          null: { NULL: true },
          texts: { SS: ['a', 'b'] },
          numbers: { NS: ['1', '2.5'] },
          byteses: { BS: ['AAEqQQ==', ''] },
          list: { L: [{ B: 'AQ==' }, { M: { B: { BS: ['AQ=='] }, BS: { L: [] } } }] },
          B: { S: 'AQ==' },
          BS: { SS: ['AQ=='] },
          ['__proto__']: { B: 'AQ==' },
        },
        SequenceNumber: '555',
        SizeBytes: 100,
      },
    },
  ],
}

const bytes = Uint8Array.of(0, 1, 42, 65)
const one = Uint8Array.of(1)

export const allTypesItem = {
  ...key,
  text: { S: 'a' },
  bytes: { B: bytes },
  truth: { BOOL: false },
  null: { NULL: true },
  texts: { SS: ['a', 'b'] },
  numbers: { NS: ['1', '2.5'] },
  byteses: { BS: [bytes, new Uint8Array()] },
  list: { L: [{ B: one }, { M: { B: { BS: [one] }, BS: { L: [] } } }] },
  B: { S: 'AQ==' },
  BS: { SS: ['AQ=='] },
  ['__proto__']: { B: one },
}

/** DynamoDB's document of a change in Kinesis; its binary values are base64 of base64. */
export const kinesisChange = {
  awsRegion: 'us-east-1',
  eventID: 'ad89cfbe-524e-4f20-bb70-275bf178961a',
  eventName: 'MODIFY',
  userIdentity: null,
  recordFormat: 'application/json',
  tableName: 'binaries',
  dynamodb: {
    ApproximateCreationDateTime: 1654699573622,
    Keys: { id: { S: '1' } },
    NewImage: { id: { S: '1' }, data: { B: 'RWdJSWV3PT0=' }, set: { BS: ['RWdJSWV3PT0='] } },
    OldImage: { id: { S: '1' }, data: { B: 'RXdJSWV3PT0=' } },
    SizeBytes: 37,
  },
  eventSource: 'aws:dynamodb',
}
