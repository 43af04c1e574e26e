/** ValidatedTable: a table that was looked at, and what could not be looked at of it. */
import type { UnknownSetting } from '../../model/settingDifferences'
import type { TableDescription } from '../../value/TableSpec'
import type { RequestRefused } from '../errors'

/** A setting that is needed and could not be looked at: the store refused to say, or cannot. */
export interface Unverified extends UnknownSetting {
  readonly _tag: 'Unverified'
  readonly cause?: RequestRefused
}

/** A table that is as its models need it, as far as it could be looked at. */
export interface ValidatedTable extends TableDescription {
  readonly unverified: ReadonlyArray<Unverified>
}
