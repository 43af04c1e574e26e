/** Plans: what would make tables as their models need them, as data. */
import type { AnyModel } from '../../model/AnyModel'
import type { NamedSpec } from '../../model/contradictions'
import type { TableDifference } from '../../model/difference'
import type { TableAction } from '../Operation'
import type { Patience } from '../time/Patience'
import type { Unverified } from './ValidatedTable'

/** One model, or several; those of one table are merged into one spec. */
export type Models = AnyModel | ReadonlyArray<AnyModel>

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

/** How far a plan may go, and how patiently it is made. */
export interface PlanOptions extends Patience {
  /** Whether a global index with another key, or too narrow a projection, is deleted and created anew: no query has it meanwhile. */
  readonly replaceIndexes?: boolean
}
