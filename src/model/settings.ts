/** Settings of a table, as a model declares them. What it leaves out is left as it is. */
import type { TableSettings, Throughput } from '../value/TableSettings'
import type { Indexes } from './indexes'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The settings that a definition may have; the time to live and the capacity of indexes it names elsewhere. */
export type DeclaredSettings = Omit<TableSettings, 'timeToLive' | 'indexThroughput'>

// -----------------------------------------------------------------------------
// descriptions
// -----------------------------------------------------------------------------

const throughputs = (indexes: Indexes): { readonly [index: string]: Throughput } =>
  Object.fromEntries(
    Object.entries(indexes).flatMap(([name, index]) =>
      index._tag === 'GlobalIndex' && index.throughput !== undefined
        ? [[index.name ?? name, index.throughput] as const]
        : [],
    ),
  )

/** What a definition asks for; `expires` is the stored name of its time to live. */
export const settingsOf = (
  { billing, stream, backups, encryption, deletionProtection, tableClass, tags }: DeclaredSettings,
  indexes: Indexes,
  expires: string | undefined,
): TableSettings => {
  const indexThroughput = throughputs(indexes)
  return {
    ...(billing === undefined ? {} : { billing }),
    ...(Object.keys(indexThroughput).length === 0 ? {} : { indexThroughput }),
    ...(stream === undefined ? {} : { stream }),
    ...(expires === undefined ? {} : { timeToLive: { attribute: expires } }),
    ...(backups === undefined ? {} : { backups }),
    ...(encryption === undefined ? {} : { encryption }),
    ...(deletionProtection === undefined ? {} : { deletionProtection }),
    ...(tableClass === undefined ? {} : { tableClass }),
    ...(tags === undefined ? {} : { tags }),
  }
}
