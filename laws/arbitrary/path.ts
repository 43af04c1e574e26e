/** Paths: mostly into what items have, through wrong types now and then, and longer than any item is deep. */
import * as fc from 'fast-check'
import type { PathOperand } from '../../src/expression/condition/model'
import type { Segment, Segments } from '../../src/value/Path'
import { name } from './name'

const step: fc.Arbitrary<Segment> = fc.oneof(name, fc.integer({ min: 0, max: 3 }))

/** A place in an item. */
export const segments: fc.Arbitrary<Segments> = fc.oneof(
  { arbitrary: name.map((n): Segments => [n]), weight: 3 },
  {
    arbitrary: fc.tuple(name, fc.array(step, { minLength: 1, maxLength: 3 })).map(([n, r]): Segments => [n, ...r]),
    weight: 2,
  },
)

/** A place in an item, as an operand. */
export const path: fc.Arbitrary<PathOperand> = segments.map((s) => ({ _tag: 'Path', attribute: s[0], segments: s }))
