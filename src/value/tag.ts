/**
 * The tag of a value: which of the ten types it is.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(V.tagOf({ NS: ['1'] }), 'NS')
 * assert.deepStrictEqual(V.tags.filter(V.isOrdered), ['S', 'N', 'B'])
 * ```
 */
import type { AttributeValue, KeyTag, SetTag, Tag } from './AttributeValue'

/** Any object, read by the ten tags; what stands there is unknown. */
interface Tagged {
  readonly S?: unknown
  readonly N?: unknown
  readonly B?: unknown
  readonly BOOL?: unknown
  readonly NULL?: unknown
  readonly SS?: unknown
  readonly NS?: unknown
  readonly BS?: unknown
  readonly L?: unknown
  readonly M?: unknown
}

/** The ten tags. */
export const tags: ReadonlyArray<Tag> = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The tag of an object that may have none of the ten; of anything else, none. */
export const tagOfUnknown = (value: unknown): Tag | undefined => {
  if (value === null || value === undefined) return undefined
  const v: Tagged = value
  return v.S !== undefined
    ? 'S'
    : v.N !== undefined
      ? 'N'
      : v.M !== undefined
        ? 'M'
        : v.L !== undefined
          ? 'L'
          : v.BOOL !== undefined
            ? 'BOOL'
            : v.NULL !== undefined
              ? 'NULL'
              : v.B !== undefined
                ? 'B'
                : v.SS !== undefined
                  ? 'SS'
                  : v.NS !== undefined
                    ? 'NS'
                    : v.BS !== undefined
                      ? 'BS'
                      : undefined
}

/** The DynamoDB type of a value. */
export const tagOf: (value: AttributeValue) => Tag = tagOfUnknown as (value: AttributeValue) => Tag

/** Whether something is one of the ten tags. */
export const isTag = (u: unknown): u is Tag => (tags as ReadonlyArray<unknown>).includes(u)

/** Whether values of a type have an order. */
export const isOrdered = (tag: Tag | undefined): tag is KeyTag => tag === 'S' || tag === 'N' || tag === 'B'

/** Whether a type is one of the three sets. */
export const isSet = (tag: Tag | undefined): tag is SetTag => tag === 'SS' || tag === 'NS' || tag === 'BS'
