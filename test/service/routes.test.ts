import { describe } from 'vitest'
import { contract } from './contract'
import { testEnv } from './testEnv'

describe('in memory', () => contract(() => Promise.resolve(testEnv())))
