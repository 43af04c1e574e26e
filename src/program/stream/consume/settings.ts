/** settings: the options of a consumer, completed and checked. */
import { pipe } from 'fp-ts/function'
import type { InvalidRequest } from '../../errors'
import * as Policy from '../../time/Policy'
import { systemTimer, type Timer } from '../../time/Timer'
import type { StreamOptions } from '../StreamOptions'
import { isOptionalFunction } from '../settings'
import type { RawConsumer } from './raw'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What was left out, filled in. */
export interface Settings {
  readonly concurrency: number
  readonly batch: number
  readonly checkpointEvery: number
  readonly retry: Policy.Policy
  readonly timer: Timer
}

type Options = Omit<RawConsumer<never>, 'handler' | 'save' | 'poison' | 'gap'>

interface Takers {
  readonly poison?: unknown
  readonly gap?: unknown
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** After which waits records that were refused are handed over again, where nothing else is said. */
export const defaultRetry: Policy.Policy = pipe(Policy.exponential(100), Policy.concat(Policy.limit(5)))

/** The settings of a consumer. */
export const settingsOf = ({
  concurrency = 8,
  batch = 100,
  checkpointEvery = 1_000,
  retry = defaultRetry,
  timer = systemTimer,
}: Options): Settings => ({ concurrency, batch, checkpointEvery, retry, timer })

/** How the stream of a consumer is read; some of it otherwise, where the consumer itself stops it and listens. */
export const streamOptionsOf = (
  { readsPerSecond, polling, reading, limit, until, timer, now, signal, onEvent }: Options,
  own: Pick<StreamOptions, 'signal' | 'onEvent'> = {},
): StreamOptions => ({
  ...(readsPerSecond === undefined ? {} : { readsPerSecond }),
  ...(polling === undefined ? {} : { polling }),
  ...(reading === undefined ? {} : { retry: reading }),
  ...(limit === undefined ? {} : { limit }),
  ...(until === undefined ? {} : { until }),
  ...(timer === undefined ? {} : { timer }),
  ...(now === undefined ? {} : { now }),
  ...(signal === undefined ? {} : { signal }),
  ...(onEvent === undefined ? {} : { onEvent }),
  ...own,
})

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) > 0

const invalid = (reason: string): InvalidRequest => ({ _tag: 'InvalidRequest', reason })

/** What is wrong with the options of a consumer; those of reading are not looked at. */
export const invalidSettings = (options: Options & Takers): InvalidRequest | undefined => {
  const { concurrency, batch, checkpointEvery, retry } = settingsOf(options)
  if (!isCount(concurrency)) return invalid('the concurrency of a consumer is a whole number above 0')
  if (!isCount(batch)) return invalid('the batch of a consumer is a whole number above 0')
  if (!(typeof checkpointEvery === 'number' && checkpointEvery >= 0))
    return invalid('checkpointEvery is a number of milliseconds')
  if (typeof retry !== 'function') return invalid('the waits of batches that failed are a policy, which is a function')
  return isOptionalFunction(options.poison) && isOptionalFunction(options.gap)
    ? undefined
    : invalid('what takes poison, or gaps, is a function')
}
