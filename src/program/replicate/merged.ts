/** merged: what several loops give, as one AsyncIterable: each goes on only once what it gave is taken. */

/** Gives one more; `false`: nobody takes any more. */
export type Give<A> = (a: A) => Promise<boolean>

interface Offer<A> {
  readonly a: A
  readonly taken: (goOn: boolean) => void
}

/** What loops give, until all of them have ended, or nobody asks any more. A loop never rejects. */
export const merged = <A>(loops: ReadonlyArray<(give: Give<A>) => Promise<void>>): AsyncIterable<A> => ({
  async *[Symbol.asyncIterator]() {
    const offers: Array<Offer<A>> = []
    let running = loops.length
    let isOver = false
    let wake = (): void => undefined
    const give: Give<A> = (a) =>
      isOver
        ? Promise.resolve(false)
        : new Promise((taken) => {
            offers.push({ a, taken })
            wake()
          })
    const ended = (): void => {
      running--
      wake()
    }
    for (const loop of loops) loop(give).then(ended, ended)
    try {
      for (;;) {
        const offer = offers.shift()
        if (offer !== undefined) {
          yield offer.a
          offer.taken(true)
        } else if (running === 0) return
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    } finally {
      isOver = true
      for (const { taken } of offers) taken(false)
    }
  },
})
