/**
 * The routes of the service that are measured, as one writes them by hand with Fastify and the AWS SDK: the same answers, and the
 * same calls of DynamoDB, without any validation. Its argument is the endpoint of DynamoDB Local.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import fastify from 'fastify'
import { marshaller } from './packages'
import { postRoutes } from './rawPosts'
import { userRoutes } from './rawUsers'
import { serving } from './serving'

const [endpoint = ''] = process.argv.slice(2)
const client = new DynamoDBClient({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
})
const app = fastify()
app.addHook('onSend', async (_, reply) => void reply.header('x-content-type-options', 'nosniff'))
userRoutes(app, client, marshaller())
postRoutes(app, client, marshaller())
await serving(app)
