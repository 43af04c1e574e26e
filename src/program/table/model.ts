/** Plans: what would make tables as their models need them, as data. */
import type { AnyModel } from '../../model/AnyModel'
import type { TableDifference } from '../../model/difference'
import type { NamedSpec } from '../../model/merge'
import type { UnknownSetting } from '../../model/settingDifferences'
import type { TableDescription } from '../../value/TableSpec'
import type { RequestRefused } from '../errors'
import type { TableAction } from '../Operation'

/** One model, or several; those of one table are merged into one spec. */
export type Models = AnyModel | ReadonlyArray<AnyModel>

/** A setting that is needed and could not be looked at: the store refused to say, or cannot. */
export interface Unverified extends UnknownSetting {
  readonly _tag: 'Unverified'
  readonly cause?: RequestRefused
}

/** A table that is as its models need it, as far as it could be looked at. */
export interface ValidatedTable extends TableDescription {
  readonly unverified: ReadonlyArray<Unverified>
}

/** What would make one table as it is needed. */
export interface TablePlan {
  readonly spec: NamedSpec
  /** What is to be done, in order. */
  readonly actions: ReadonlyArray<TableAction>
  /** The differences that no action can close: another key, a local index that is missing. */
  readonly unresolved: ReadonlyArray<TableDifference>
  readonly unverified: ReadonlyArray<Unverified>
}

/** What would make tables as their models need them; plain data. */
export type Plan = ReadonlyArray<TablePlan>

/** How far a plan may go. */
export interface PlanOptions {
  /** Whether a global index with another key, or too narrow a projection, is deleted and created anew: no query has it meanwhile. */
  readonly replaceIndexes?: boolean
}
