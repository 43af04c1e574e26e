/** any: documents of any shape. */
import type { Tag } from '../value/AttributeValue'
import { maxContainers } from '../value/measure'
import { tags } from '../value/tag'
import { type Attribute, attribute, failed } from './Attribute'
import { type Document, levels, name } from './document/model'
import { readDocument } from './document/read'
import { writeDocument } from './document/write'
import { walk } from './walk'

export type { Document } from './document/model'

/**
 * A document of any shape: `null`, truth values, text, numbers (a `Big` where no JS number is exactly the stored one), bytes,
 * sets, arrays and plain objects, up to 32 levels deep. `undefined`, functions, class instances, empty sets and sets of mixed
 * elements are `unstorable`. Of a stored value, one with several tags is refused.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const stored = A.any.encode({ a: [1, 'b', null] })
 * assert.deepStrictEqual(stored, { M: { a: { L: [{ N: '1' }, { S: 'b' }, { NULL: true }] } } })
 * assert.deepStrictEqual(A.any.decode(stored), E.right({ a: [1, 'b', null] }))
 * ```
 */
export const any: Attribute<Document, Tag> = attribute<Document, Tag>({
  name,
  types: tags,
  limits: [{ _tag: 'Unsaid', expected: levels }],
  is: (u): u is Document => {
    const w = walk([])
    writeDocument(u, maxContainers, w)
    return w.found.length === 0
  },
  write: (a) => writeDocument(a, maxContainers, walk([])),
  read: (stored) => {
    const w = walk([])
    const value = readDocument(stored, maxContainers, w)
    return w.found.length === 0 ? (value as Document) : failed
  },
  explain: (actual, path) => {
    const w = walk(path)
    readDocument(actual, maxContainers, w)
    return w.found
  },
  check: (u, path) => {
    const w = walk(path)
    writeDocument(u, maxContainers, w)
    return w.found
  },
})
