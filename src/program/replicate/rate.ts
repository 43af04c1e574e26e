/** rate: how many a second, as they come. */
import type { IO } from 'fp-ts/IO'

/** How long a rate looks back, about, in milliseconds. */
const span = 5_000

/** Counts, and gives how many a second there were of late: over the last 5 to 10 seconds, or since the beginning. */
export const rateOf = (now: IO<number>): ((count: number) => number) => {
  let [from, middle] = [now(), now()]
  let [before, since] = [0, 0]
  return (count) => {
    const time = now()
    if (time - middle >= span) {
      from = time - middle >= 2 * span ? time - span : middle
      before = time - middle >= 2 * span ? 0 : since
      middle = time
      since = 0
    }
    since += count
    const elapsed = Math.max(1, time - from)
    return Math.round(((before + since) / elapsed) * 1000)
  }
}
