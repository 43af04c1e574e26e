/** What others hand in, and may throw: it is called, or shown, without consequence. */
import { showUnknown } from '../value/show'

/** What a callback gives; `undefined` where it throws. A promise that it gives may be rejected without consequence. */
export const quietly = <A>(callback: () => A): A | undefined => {
  try {
    const a = callback()
    if (a instanceof Promise) a.catch(() => undefined)
    return a
  } catch {
    return undefined
  }
}

/** What was thrown, as text: the message of an error, a text itself, and of anything else its kind. It never throws. */
export const thrownText = (thrown: unknown): string => {
  const text = quietly(() => {
    const message: unknown = thrown instanceof Error ? thrown.message : thrown
    return typeof message === 'string' ? message : showUnknown(message)
  })
  return text ?? '<an object>'
}
