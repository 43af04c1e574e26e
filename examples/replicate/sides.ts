/** Sides: the interpreters of what the command line names. The AWS SDK is loaded only where it is needed. */
import type { Interpreter } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import type { Side } from './options'

export const nameOf = (side: Side): string => {
  switch (side._tag) {
    case 'Memory':
      return 'a region in memory'
    case 'Local':
      return `DynamoDB Local at ${side.endpoint}`
    case 'Aws':
      return `DynamoDB in ${side.region}`
  }
}

export const interpreterOf = async (side: Side): Promise<Interpreter> => {
  switch (side._tag) {
    case 'Memory':
      return inMemory({ now: Date.now })
    case 'Local': {
      const { local } = await import('bloop-ts/local')
      return local({ endpoint: side.endpoint, retry: { attempts: 1 } })
    }
    case 'Aws': {
      const { aws } = await import('bloop-ts/aws')
      return aws({ region: side.region })
    }
  }
}
