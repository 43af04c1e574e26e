import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { expect, inject, it } from 'vitest'

it('DynamoDB Local answers', async () => {
  const client = new DynamoDBClient({
    endpoint: inject('endpoint'),
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
  const { TableNames } = await client.send(new ListTablesCommand({}))
  client.destroy()
  expect(TableNames).toEqual(expect.any(Array))
})
