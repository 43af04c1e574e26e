import { local } from 'bloop-ts/local'
import { describe, inject } from 'vitest'
import { Post, User } from '../../examples/service/models'
import { drop } from '../../examples/tour/drop'
import { contract } from '../service/contract'
import { testEnv } from '../service/testEnv'

describe('on DynamoDB Local', () =>
  contract(async () => {
    const store = local({ endpoint: inject('endpoint') })
    for (const { schema } of [User, Post]) await drop(schema)(store)()
    return testEnv(store)
  }))
