/** The routes of users, by hand. */
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import type { FastifyInstance } from 'fastify'
import type { Item, Marshaller } from './packages'
import { cursorOf, etag, keyOf, type Listing, listed, one, problem } from './rawHttp'
import { cheapHash } from './serving'

const TableName = 'bloop-service-users'

interface User {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly bio?: string
  readonly avatar?: Uint8Array
  readonly joined: string
  readonly passwordHash: string
  readonly notes?: string
}
type Said = Omit<User, 'avatar' | 'joined' | 'passwordHash' | 'notes'> & { readonly avatar?: string }

/** What an edit may not have missed: all but the counter of posts. */
const seen = ['name', 'email', 'bio', 'avatar', 'joined', 'passwordHash', 'notes'] as const

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((word) => [...word].slice(0, 1))
    .slice(0, 2)
    .join('')

const shown = ({ id, name, email, bio, avatar, joined }: User) => ({
  id,
  name,
  email,
  bio,
  avatar: avatar && Buffer.from(avatar).toString('base64'),
  joined,
  initials: initials(name),
  _links: {
    self: { href: `/users/${encodeURIComponent(id)}` },
    collection: { href: '/users' },
    posts: { href: `/users/${encodeURIComponent(id)}/posts` },
  },
})

const stored = <A extends { readonly avatar?: string }>({ avatar, ...said }: A) => ({
  ...said,
  ...(avatar === undefined ? {} : { avatar: Buffer.from(avatar, 'base64') }),
})

/** Registers them. */
export const userRoutes = (
  app: FastifyInstance,
  client: DynamoDBClient,
  { marshall, unmarshall }: Marshaller,
): void => {
  const read = (item: Item) => unmarshall(item) as User
  const find = async (id: string) => {
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: marshall({ id }), ConsistentRead: true }))
    return Item && read(Item)
  }

  app.get<{ Querystring: Listing }>('/users', async ({ query }, reply) => {
    const { limit = '20', cursor } = query
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName, Limit: Number(limit), ...(cursor && { ExclusiveStartKey: keyOf(cursor) }) }),
    )
    return listed(reply, '/users', query, Items.map(read).map(shown), cursorOf(LastEvaluatedKey))
  })

  app.get<{ Params: { id: string } }>('/users/:id', async ({ params: { id } }, reply) => {
    const user = await find(id)
    return user ? one(reply, shown(user)) : problem(reply, 404, 'There is no such user')
  })

  app.post<{ Body: Said & { readonly password: string } }>('/users', async ({ body }, reply) => {
    const { password, ...said } = body
    const user = { ...stored(said), joined: new Date().toISOString(), passwordHash: cheapHash(password) }
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: marshall({ ...user, posts: 0 }),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      )
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return problem(reply, 409, 'There is such a user already')
      throw error
    }
    return one(reply.code(201).header('location', `/users/${encodeURIComponent(user.id)}`), shown(user))
  })

  app.patch<{ Params: { id: string }; Body: Partial<Said> }>('/users/:id', async ({ params, headers, body }, reply) => {
    if (headers['if-match'] === undefined) return problem(reply, 428, 'If-Match is missing')
    const before = await find(params.id)
    if (!before) return problem(reply, 404, 'There is no such user')
    const tag = etag(JSON.stringify(shown(before)))
    if (headers['if-match'] !== tag) return problem(reply, 412, 'It has changed')
    const change = stored(body)
    const names = Object.keys(change)
    const after = { ...before, ...change }
    try {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall({ id: params.id }),
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
          ConditionExpression: [
            'attribute_exists(id)',
            ...seen.map((name) =>
              before[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :was_${name}`,
            ),
          ].join(' AND '),
          ExpressionAttributeNames: Object.fromEntries(seen.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: marshall({
            ...Object.fromEntries(Object.entries(change).map(([name, value]) => [`:${name}`, value])),
            ...Object.fromEntries(
              seen.flatMap((name) => (before[name] === undefined ? [] : [[`:was_${name}`, before[name]]])),
            ),
          }),
        }),
      )
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return problem(reply, 412, 'It has changed')
      throw error
    }
    return one(reply, shown(after))
  })
}
