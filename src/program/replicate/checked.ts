/** checked: options and tables, before anything is asked of a store. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { AnyModel } from '../../model/AnyModel'
import type { NamedSpec } from '../../model/contradictions'
import { specsOf } from '../../model/sharing'
import type { InvalidRequest, InvalidToken, ModelsContradict } from '../errors'
import { maxSegments } from '../limits'
import { settingsOf as readerOf } from '../stream/settings'
import type { Models } from '../table/TablePlan'
import type { ReplicateOptions, Sides } from './model'
import { type Rules, rulesOf } from './rules'

// -----------------------------------------------------------------------------
// options
// -----------------------------------------------------------------------------

const invalid = (reason: string): InvalidRequest => ({ _tag: 'InvalidRequest', reason })

const wrongCount = (name: string, value: number | undefined, most: number): InvalidRequest | undefined =>
  value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= most)
    ? undefined
    : invalid(`${name} is a whole number from 1 to ${most}, not ${String(value)}`)

/** What is wrong with a number of segments. */
export const invalidSegments = ({ segments }: Pick<Sides, 'segments'>): InvalidRequest | undefined =>
  wrongCount('segments', segments, maxSegments)

const invalidKeep = ({ writes }: Pick<ReplicateOptions, 'writes'>): InvalidRequest | undefined =>
  writes?._tag !== 'Guarded' || (writes.keep >= 0 && Number.isSafeInteger(Math.ceil(writes.keep)))
    ? undefined
    : invalid(`rows of a ledger are kept for a number of milliseconds, not ${String(writes.keep)}`)

const invalidReading = (options: ReplicateOptions<unknown>): InvalidRequest | InvalidToken | undefined => {
  const { readsPerSecond, until } = options
  const settings = readerOf(
    { table: '', position: 'latest' },
    { ...(readsPerSecond === undefined ? {} : { readsPerSecond }), ...(until === undefined ? {} : { until }) },
  )
  return E.isLeft(settings) ? settings.left : undefined
}

/** What is wrong with options: told at once, and not when a copy of many hours is done. */
export const invalidOptions = <P>(options: ReplicateOptions<P>): InvalidRequest | InvalidToken | undefined => {
  const { concurrency, batch, checkpointEvery = 0 } = options
  return (
    invalidSegments(options) ??
    wrongCount('concurrency', concurrency, Number.MAX_SAFE_INTEGER) ??
    wrongCount('batch', batch, Number.MAX_SAFE_INTEGER) ??
    (checkpointEvery >= 0 ? undefined : invalid('checkpointEvery is a number of milliseconds')) ??
    invalidKeep(options) ??
    invalidReading(options)
  )
}

// -----------------------------------------------------------------------------
// tables
// -----------------------------------------------------------------------------

/** Models, one or more. */
export const listOf = (models: Models): ReadonlyArray<AnyModel> =>
  Array.isArray(models) ? (models as ReadonlyArray<AnyModel>) : [models as AnyModel]

/** The tables of models, each once, and what holds for it; no two of them have one target. */
export const rulesFor = (
  models: Models,
  sides: Sides,
): Either<ModelsContradict | InvalidRequest, ReadonlyArray<{ readonly spec: NamedSpec; readonly rules: Rules }>> => {
  const specs = specsOf(listOf(models))
  if (E.isLeft(specs)) return E.left({ _tag: 'ModelsContradict', ...specs.left })
  const all = specs.right.map((spec) => ({ spec, rules: rulesOf(sides, spec.schema.name, spec.schema.key) }))
  const sources = new Map<string, string>()
  for (const {
    rules: { table, target },
  } of all) {
    const other = sources.get(target)
    if (other !== undefined)
      return E.left(invalid(`both '${other}' and '${table}' are to be '${target}' at the target`))
    sources.set(target, table)
  }
  return E.right(all)
}

/** What is wrong with tables that would be replicated to themselves: each write would ask for another one. */
export const ownTarget = ({ from, to }: Sides, all: ReadonlyArray<{ readonly rules: Rules }>) => {
  const own = from === to ? all.find(({ rules: { table, target } }) => table === target) : undefined
  return own && invalid(`'${own.rules.table}' is its own target`)
}
