/** One difference between a table as it is needed and as it is. */
import type { TableDescription } from '../value/TableSpec'

/** One way in which a table is not as its models need it. */
export interface TableDifference {
  /** For example `indexes.byEmail.projection`, `timeToLive` or `tags.team`. */
  readonly path: string
  readonly expected: string
  readonly actual: string
}

/** What is compared of a description: not in which state the table is, nor how much is in it. */
export type DescribedTable = Pick<TableDescription, 'schema' | 'settings'>
