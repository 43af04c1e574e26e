/** The laws of programs on Amazon's DynamoDB Local. */
import { describe, inject, it } from 'vitest'
import { suite } from '../../laws/law'
import { programLaws } from '../../laws/program'
import { local } from '../../src/local'

suite(describe, it)(programLaws(local({ endpoint: inject('endpoint') })), { numRuns: 40 })
