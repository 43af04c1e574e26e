/** settings: the options of a consumer, completed and checked. */
import { pipe } from 'fp-ts/function'
import type { InvalidRequest } from '../../errors'
import * as Policy from '../../time/Policy'
import { systemTimer, type Timer } from '../../time/Timer'
import type { StreamOptions } from '../StreamOptions'
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

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const defaultRetry: Policy.Policy = pipe(Policy.exponential(100), Policy.concat(Policy.limit(5)))

/** The settings of a consumer. */
export const settingsOf = ({
  concurrency = 8,
  batch = 100,
  checkpointEvery = 1_000,
  retry = defaultRetry,
  timer = systemTimer,
}: Options): Settings => ({ concurrency, batch, checkpointEvery, retry, timer })

/** How the stream of a consumer is read. */
export const streamOptionsOf = (
  { readsPerSecond, polling, reading, limit, until, timer, now }: Options,
  own: Pick<StreamOptions, 'signal' | 'onEvent'>,
): StreamOptions => ({
  ...(readsPerSecond === undefined ? {} : { readsPerSecond }),
  ...(polling === undefined ? {} : { polling }),
  ...(reading === undefined ? {} : { retry: reading }),
  ...(limit === undefined ? {} : { limit }),
  ...(until === undefined ? {} : { until }),
  ...(timer === undefined ? {} : { timer }),
  ...(now === undefined ? {} : { now }),
  ...own,
})

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n > 0

const invalid = (reason: string): InvalidRequest => ({ _tag: 'InvalidRequest', reason })

/** What is wrong with settings; those of reading are not looked at. */
export const invalidSettings = ({ concurrency, batch, checkpointEvery }: Settings): InvalidRequest | undefined => {
  if (!isCount(concurrency)) return invalid('the concurrency of a consumer is a whole number above 0')
  if (!isCount(batch)) return invalid('the batch of a consumer is a whole number above 0')
  return checkpointEvery >= 0 ? undefined : invalid('checkpointEvery is a number of milliseconds')
}
