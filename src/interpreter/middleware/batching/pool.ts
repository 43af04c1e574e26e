/** A pool: at most so many tasks at once, the others in the order in which they came. */

/** Runs tasks that never reject. One that finds a place begins at once: what is asked after it is sent after it. */
export const pool = (width: number): (<A>(task: () => Promise<A>) => Promise<A>) => {
  const waiting: Array<() => void> = []
  let running = 0
  const end = (): void => {
    running--
    waiting.shift()?.()
  }
  return <A>(task: () => Promise<A>) =>
    new Promise<A>((resolve) => {
      const begin = (): void => {
        running++
        task().then((a) => {
          end()
          resolve(a)
        })
      }
      if (running < width) begin()
      else waiting.push(begin)
    })
}
