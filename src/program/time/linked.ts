/** linked: a signal that fires with another one, and can be fired alone. */
import { onAbort } from './onAbort'

/** A signal of one's own. */
export interface Linked {
  readonly signal: AbortSignal
  readonly abort: () => void
  /** It does not follow the other one any more. */
  readonly end: () => void
}

/** A signal that fires when the other one does, or by `abort`. */
export const linked = (other: AbortSignal | undefined): Linked => {
  const own = new AbortController()
  const abort = () => own.abort()
  if (other?.aborted) abort()
  const end = onAbort(other, abort)
  return { signal: own.signal, abort, end }
}
