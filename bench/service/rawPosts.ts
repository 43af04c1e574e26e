/** The routes of posts, by hand. */
import { randomUUID } from 'node:crypto'
import {
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import type { FastifyInstance } from 'fastify'
import type { Item, Marshaller } from './packages'
import { cursorOf, keyOf, type Listing, listed, one, problem } from './rawHttp'

const [users, posts] = ['bloop-service-users', 'bloop-service-posts']

interface Post {
  readonly author: string
  readonly id: string
  readonly title: string
  readonly body: string
  readonly tags?: ReadonlySet<string>
  readonly published: string
}
interface Said extends Pick<Post, 'title' | 'body'> {
  readonly tags?: ReadonlyArray<string>
}

const shown = ({ author, id, title, body, tags, published }: Post) => {
  const user = `/users/${encodeURIComponent(author)}`
  return {
    author,
    id,
    title,
    body,
    tags: [...(tags ?? [])].sort(),
    published,
    _links: {
      self: { href: `${user}/posts/${encodeURIComponent(id)}` },
      collection: { href: `${user}/posts` },
      author: { href: user },
    },
  }
}

/** Registers them. */
export const postRoutes = (
  app: FastifyInstance,
  client: DynamoDBClient,
  { marshall, unmarshall }: Marshaller,
): void => {
  const read = (item: Item) => unmarshall(item) as Post

  app.get<{ Params: { id: string }; Querystring: Listing }>('/users/:id/posts', async ({ params, query }, reply) => {
    const { id } = params
    const { limit = '20', cursor } = query
    const { Item } = await client.send(
      new GetItemCommand({ TableName: users, Key: marshall({ id }), ConsistentRead: true }),
    )
    if (!Item) return problem(reply, 404, 'There is no such user')
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: posts,
        KeyConditionExpression: 'author = :author',
        ExpressionAttributeValues: marshall({ ':author': id }),
        ScanIndexForward: false,
        Limit: Number(limit),
        ...(cursor && { ExclusiveStartKey: keyOf(cursor) }),
      }),
    )
    const path = `/users/${encodeURIComponent(id)}/posts`
    return listed(reply, path, query, Items.map(read).map(shown), cursorOf(LastEvaluatedKey))
  })

  app.post<{ Params: { id: string }; Body: Said }>('/users/:id/posts', async ({ params, body }, reply) => {
    const now = new Date()
    const { tags = [], ...said } = body
    const post: Post = {
      ...said,
      author: params.id,
      id: `${now.getTime().toString(36).padStart(9, '0')}-${randomUUID()}`,
      published: now.toISOString(),
      ...(tags.length === 0 ? {} : { tags: new Set(tags) }),
    }
    try {
      await client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: posts, Item: marshall(post), ConditionExpression: 'attribute_not_exists(author)' } },
            {
              Update: {
                TableName: users,
                Key: marshall({ id: params.id }),
                UpdateExpression: 'ADD posts :one',
                ConditionExpression: 'attribute_exists(id)',
                ExpressionAttributeValues: marshall({ ':one': 1 }),
              },
            },
          ],
        }),
      )
    } catch (error) {
      if (
        error instanceof TransactionCanceledException &&
        error.CancellationReasons?.[1]?.Code === 'ConditionalCheckFailed'
      )
        return problem(reply, 404, 'There is no such user')
      throw error
    }
    const location = `/users/${encodeURIComponent(params.id)}/posts/${encodeURIComponent(post.id)}`
    return one(reply.code(201).header('location', location), shown(post))
  })
}
