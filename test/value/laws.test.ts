import { describe, it } from 'vitest'
import { suite } from '../../laws/law'
import { valueLaws } from '../../laws/value'

suite(describe, it)(valueLaws(), { numRuns: 1000, includeErrorInReport: true })
