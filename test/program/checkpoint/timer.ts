import type { Timer } from '../../../src/program/time/Timer'

/** A timer that does not wait, and whose chance is the same in every run and never the same twice. */
export const quick = (): Timer => {
  let last = 0
  const random = () => {
    last = (last + 0.618_033_988_749) % 1
    return last
  }
  return { random, sleep: async () => undefined }
}
