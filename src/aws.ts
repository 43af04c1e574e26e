/**
 * `bloop-ts/aws`: programs on DynamoDB, through the AWS SDK (`@aws-sdk/client-dynamodb`, a peer dependency; who reads streams
 * installs `@aws-sdk/client-dynamodb-streams` too).
 *
 * @example
 * ```ts no-run
 * import { Attribute as A, Model as M, Write } from 'bloop-ts'
 * import { aws } from 'bloop-ts/aws'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const prod = aws({ region: 'eu-west-1', tableName: 'prod-{table}' })
 * const result = await Write.run(Write.save(User)({ id: 'ann' }))(prod)()
 * ```
 */
export * from './interpreter/aws'
