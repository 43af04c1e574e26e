import type { Program } from 'bloop-ts'
import * as E from 'fp-ts/Either'

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Runs a program again, five times a second, until its answer is the one that is waited for, or for so many times. */
export const until =
  <A>(isIt: (a: A) => boolean, times: number) =>
  <E>(program: Program.Program<E, A>): Program.Program<E, A> =>
  (interpreter) =>
  async () => {
    for (let time = 1; ; time++) {
      const answer = await program(interpreter)()
      if (E.isLeft(answer) || isIt(answer.right) || time === times) return answer
      await sleep(200)
    }
  }
