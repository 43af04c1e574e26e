/** Document: a value of any shape, as `any` has it. */
import type Big from 'big.js'

/** A document of any shape. Numbers are `Big` where no JS number is exactly theirs. */
export type Document =
  | null
  | boolean
  | string
  | number
  | Big
  | Uint8Array
  | ReadonlySet<string>
  | ReadonlySet<number | Big>
  | ReadonlySet<Uint8Array>
  | ReadonlyArray<Document>
  | { readonly [name: string]: Document }

/** What messages call it. */
export const name = 'document'
/** What is expected of its size: DynamoDB's limits. */
export const levels = 'document of at most 32 levels and 400 KB'
/** What is expected of the names of its entries. */
export const entryName = 'name of at least one character'
