/** settings: options of reading, with what is left out, or what is wrong with them. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { InvalidRequest, InvalidToken } from '../errors'
import * as Policy from '../time/Policy'
import type { Settings } from './machine/model'
import type { Stream } from './model'
import { checkedPosition } from './position'
import type { StreamOptions } from './StreamOptions'

/** From 200 ms, doubling, up to 5 s. */
const defaultPolling: Policy.Policy = pipe(Policy.exponential(200), Policy.capped(5_000))

/** From 100 ms, doubling, up to 10 s, for ever. */
export const defaultRetry: Policy.Policy = pipe(Policy.exponential(100), Policy.capped(10_000))

const isWhole = (u: unknown, most: number): boolean =>
  Number.isInteger(u) && (u as number) >= 1 && (u as number) <= most

const faultOf = ({ readsPerSecond, limit, until }: StreamOptions): string | undefined => {
  if (readsPerSecond !== undefined && !(readsPerSecond > 0))
    return `a shard is read ${readsPerSecond} times a second, and not more than 0 times`
  if (limit !== undefined && !isWhole(limit, 1_000)) return `a read asks for ${limit} records, and not for 1 to 1000`
  return until !== undefined && until !== 'never' && !isWhole(until.emptyAnswers, Number.MAX_SAFE_INTEGER)
    ? `reading ends after ${until.emptyAnswers} empty answers, and not after a whole number from 1`
    : undefined
}

/** What is read: of a stream only this matters to a feed. Where it has models, they have to be the table's. */
export type Whose = Pick<Stream<unknown>, 'table' | 'position'> & Partial<Pick<Stream<unknown>, 'models'>>

const elsewhere = ({ table, models = [] }: Whose): string | undefined => {
  const model = models.find(({ schema }) => schema.name !== table)
  return model === undefined
    ? undefined
    : `a stream is read of one table: ${model.name} is in '${model.schema.name}', and not in '${table}'`
}

/** The machine's settings, or why there are none. */
export const settingsOf = (whose: Whose, options: StreamOptions): Either<InvalidRequest | InvalidToken, Settings> => {
  const { table, position } = whose
  const fault = faultOf(options) ?? elsewhere(whose)
  if (fault !== undefined) return E.left({ _tag: 'InvalidRequest', reason: fault })
  const { readsPerSecond = 5, polling = defaultPolling, retry = defaultRetry, limit, until = 'never' } = options
  return pipe(
    checkedPosition(table, position),
    E.map((checked) => ({
      table,
      position: checked,
      gap: 1_000 / readsPerSecond,
      polling,
      retry,
      ...(limit === undefined ? {} : { limit }),
      ...(until === 'never' ? {} : { emptyAnswers: until.emptyAnswers }),
    })),
  )
}
