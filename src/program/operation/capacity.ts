/** What operations consume of the capacity of tables. */

/** An operation that consumes capacity. */
export interface Metered {
  /** Whether the answer is to say what was consumed. */
  readonly returnConsumed?: boolean
}

/** Capacity units that were consumed of a table and its indexes: read units by a read, write units by a write. */
export interface ConsumedCapacity {
  readonly table: string
  readonly units: number
}

/** What was consumed, one entry for each table; absent where it was not asked for. */
export interface Consumption {
  readonly consumed?: ReadonlyArray<ConsumedCapacity>
}
