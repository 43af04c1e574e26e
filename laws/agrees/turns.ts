/** Turns: clients that run at once, and of which one at a time does something, as a list of choices has it. */

import { pause, systemTimer, type Timer } from '../../src/program/time/Timer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Waits until it is the client's turn, and does something meanwhile nobody else does anything. `act` does not reject. */
export type Turn = <A>(act: () => Promise<A>) => Promise<A>

/** A client: does what it does in its turns. It does not reject. */
export type Client = (turn: Turn) => Promise<void>

/** Which of those that waited had its turn, and of how many. */
export interface Taken {
  readonly choice: number
  readonly of: number
}

/** What is done where nobody waits for a turn, and for so many milliseconds nobody asks for one nor ends. */
export interface Stuck {
  readonly after: number
  readonly tell: () => void
}

interface Waiting {
  readonly client: number
  readonly take: () => Promise<void>
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What follows from a turn without any timer, follows within so many ticks: among it operations that are asked at once. */
const ticks = 32

/** How long, in milliseconds, the others wait for a client that neither asks for its turn nor ends: it may wait for them. */
const patience = 100

/**
 * Runs clients, turn by turn. Whose turn it is, of those that wait, the next choice says; the first client's, where there are no
 * more choices: without any, the clients run one after another. Answers whose turns it was. The same choices give the same order, as long as
 * what clients do between their turns does not depend on real time. Where clients are stuck, those are not waited for.
 */
export const inTurns = async (
  clients: ReadonlyArray<Client>,
  choices: ReadonlyArray<number>,
  timer: Timer,
  stuck: Stuck = { after: Number.POSITIVE_INFINITY, tell: () => undefined },
): Promise<ReadonlyArray<Taken>> => {
  const taken: Array<Taken> = []
  const waiting: Array<Waiting> = []
  const ended = new Set<number>()
  let changed = (): void => undefined

  const turnOf =
    (client: number): Turn =>
    (act) =>
      new Promise((resolve) => {
        waiting.push({ client, take: async () => resolve(await act()) })
        changed()
      })

  const isQuiet = (): boolean =>
    clients.every((_, client) => ended.has(client) || waiting.some((one) => one.client === client))

  const settled = async (): Promise<void> => {
    for (;;) {
      for (let i = 0; i < ticks; i++) await undefined
      if (isQuiet()) return
      const news = new Promise<true>((resolve) => {
        changed = () => resolve(true)
      })
      if (waiting.length > 0) {
        if (!(await firstOf(news, timer, patience))) return
      } else if (stuck.after === Number.POSITIVE_INFINITY) await news
      // In real time, since it is what a person would wait: `timer` may let sleep pass at once.
      else if (!(await firstOf(news, systemTimer, stuck.after))) return stuck.tell()
    }
  }

  for (const [client, run] of clients.entries()) {
    run(turnOf(client)).then(() => {
      ended.add(client)
      changed()
    })
  }
  for (let i = 0; ; i++) {
    await settled()
    const inOrder = [...waiting].sort((x, y) => x.client - y.client)
    const choice = (choices[i] ?? 0) % Math.max(inOrder.length, 1)
    const next = inOrder[choice]
    if (next === undefined) return taken
    taken.push({ choice, of: inOrder.length })
    waiting.splice(waiting.indexOf(next), 1)
    await next.take()
  }
}

/** Whether there is news within some milliseconds. */
const firstOf = async (news: Promise<true>, timer: Timer, milliseconds: number): Promise<boolean> => {
  const controller = new AbortController()
  const found = await Promise.race([news, pause(timer, controller.signal)(milliseconds).then(() => false)])
  controller.abort()
  return found
}

/** Runs clients at once, as they will. */
export const atOnce = async (clients: ReadonlyArray<Client>): Promise<ReadonlyArray<Taken>> => {
  await Promise.all(clients.map((run) => run((act) => act())))
  return []
}

const isMore = (one: Taken | undefined): boolean => one !== undefined && one.choice + 1 < one.of

/** The choices of the next order, after one that was run; none after the last. Begun without choices it gives all orders. */
export const nextChoices = (taken: ReadonlyArray<Taken>): ReadonlyArray<number> | undefined => {
  let last = taken.length - 1
  while (last >= 0 && !isMore(taken[last])) last--
  return last < 0 ? undefined : taken.slice(0, last + 1).map(({ choice }, i) => (i === last ? choice + 1 : choice))
}
