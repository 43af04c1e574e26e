/** settings: options of reading, with what is left out, or what is wrong with them. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { quote, showUnknown } from '../../value/show'
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

/** Whether something that may be left out is a function. */
export const isOptionalFunction = (u: unknown): boolean => u === undefined || typeof u === 'function'

const has = (u: unknown, ...functions: ReadonlyArray<string>): boolean =>
  typeof u === 'object' &&
  u !== null &&
  functions.every((name) => typeof (u as { readonly [name: string]: unknown })[name] === 'function')

const shown = (u: unknown): string => (typeof u === 'string' ? quote(u) : showUnknown(u))

/** What is wrong with options; that they are typed does not say that they are so. */
const faultOf = (options: StreamOptions): string | undefined => {
  const { readsPerSecond, limit, until, polling, retry, signal, timer, now, onEvent } = options
  if (readsPerSecond !== undefined && !(typeof readsPerSecond === 'number' && readsPerSecond > 0))
    return `readsPerSecond is a number above 0, and not ${shown(readsPerSecond)}`
  if (limit !== undefined && !isWhole(limit, 1_000))
    return `the limit of a read is a whole number from 1 to 1000, and not ${shown(limit)}`
  if (until !== undefined && until !== 'never' && !isWhole(until?.emptyAnswers, Number.MAX_SAFE_INTEGER))
    return `emptyAnswers is a whole number from 1, and not ${shown(until?.emptyAnswers)}`
  if (!isOptionalFunction(polling)) return 'the waits of polling are a policy, which is a function'
  if (!isOptionalFunction(retry)) return 'the waits of reads that failed are a policy, which is a function'
  if (signal !== undefined && !has(signal, 'addEventListener', 'removeEventListener'))
    return 'the signal of a stream is an AbortSignal'
  if (timer !== undefined && !has(timer, 'sleep', 'random')) return 'the timer of a stream has sleep and random'
  if (!isOptionalFunction(now)) return 'the clock of a stream is a function'
  return isOptionalFunction(onEvent) ? undefined : 'who is told of events is a function'
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
