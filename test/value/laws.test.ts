import { describe, it } from 'vitest'
import { suite } from '../../laws/law'
import { valueLaws } from '../../laws/value'
import { runs } from '../runs'

suite(describe, it)(valueLaws(), { numRuns: runs, includeErrorInReport: true })
