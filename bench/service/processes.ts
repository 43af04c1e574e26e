/** The processes of the benchmark: each server has one of its own, and so has the one that asks them. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Done, Order } from './load'
import type { Told } from './serving'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

export interface Server {
  readonly url: string
  /** The processor time that it has used, in microseconds. */
  readonly processor: () => Promise<number>
  readonly stop: () => void
}

export interface Loader {
  readonly run: (order: Order) => Promise<Done>
  readonly stop: () => void
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A program of this folder, from its source; it ends with this process. */
const start = (name: string, args: ReadonlyArray<string> = []): ChildProcess =>
  fork(join(process.cwd(), 'scripts/run.mjs'), [`bench/service/${name}.ts`, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })

/** The next message of a process; that it ended is an error. */
const heard = async <A>(child: ChildProcess): Promise<A> => {
  const done = new AbortController()
  const { signal } = done
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.slice(2).join(' ')} ended with ${code}`)
  })
  try {
    const [message] = await Promise.race([once(child, 'message', { signal }), ended])
    return message as A
  } finally {
    // The one that lost is told to stop waiting, and is no error.
    ended.catch(() => undefined)
    done.abort()
  }
}

const told = async <K extends Told['_tag']>(
  child: ChildProcess,
  tag: K,
): Promise<Extract<Told, { readonly _tag: K }>> => {
  const message = await heard<Told>(child)
  if (message._tag !== tag) throw new Error(`a server told ${message._tag} instead of ${tag}`)
  return message as Extract<Told, { readonly _tag: K }>
}

export const startServer = async (name: 'ours' | 'raw', ...args: ReadonlyArray<string>): Promise<Server> => {
  const child = start(name, args)
  const { url } = await told(child, 'Listening')
  return {
    url,
    processor: async () => {
      child.send({})
      return (await told(child, 'Used')).processor
    },
    stop: () => void (child.connected && child.disconnect()),
  }
}

export const startLoader = (): Loader => {
  const child = start('load')
  return {
    run: (order) => {
      child.send(order)
      return heard<Done>(child)
    },
    stop: () => void (child.connected && child.disconnect()),
  }
}
