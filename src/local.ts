/**
 * `bloop-ts/local`: programs on DynamoDB Local, through the AWS SDK (`@aws-sdk/client-dynamodb`, a peer dependency).
 *
 * @example
 * ```ts no-run
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { local } from 'bloop-ts/local'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const result = await T.bind(User)(local())()
 * ```
 */
export * from './interpreter/local'
