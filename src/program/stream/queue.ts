/** queue: first in, first out; both cost the same however long it is. */

/** What waits for its turn. */
export interface Queue<A> {
  readonly push: (a: A) => void
  /** The first, which is in it no longer; nothing where it is empty. */
  readonly shift: () => A | undefined
  readonly isEmpty: () => boolean
  readonly clear: () => void
}

/** An empty queue. */
export const queue = <A>(): Queue<A> => {
  let list: Array<A | undefined> = []
  let front = 0
  const clear = () => {
    list = []
    front = 0
  }
  return {
    push: (a) => {
      list.push(a)
    },
    shift: () => {
      if (front === list.length) return undefined
      const a = list[front]
      // What left it is not kept.
      list[front++] = undefined
      if (front === list.length) clear()
      else if (front > 64 && front * 2 > list.length) {
        list = list.slice(front)
        front = 0
      }
      return a
    },
    isEmpty: () => front === list.length,
    clear,
  }
}
