/** onAbort: one listener for a signal, however many wait for it, since Node warns of more than ten; and none when nobody does. */

type Callback = () => void

interface Listening {
  readonly callbacks: Set<Callback>
  readonly end: () => void
}

const listening = new WeakMap<AbortSignal, Listening>()

const listen = (signal: AbortSignal): Listening => {
  const callbacks = new Set<Callback>()
  const end = () => {
    listening.delete(signal)
    signal.removeEventListener('abort', fired)
  }
  const fired = () => {
    end()
    for (const callback of [...callbacks]) callback()
  }
  signal.addEventListener('abort', fired)
  const made = { callbacks, end }
  listening.set(signal, made)
  return made
}

/** Calls back once the signal fires; what it gives takes that back. A signal that fired before calls nothing. */
export const onAbort = (signal: AbortSignal | undefined, callback: Callback): (() => void) => {
  if (signal === undefined) return () => undefined
  const { callbacks, end } = listening.get(signal) ?? listen(signal)
  const own = () => callback()
  callbacks.add(own)
  return () => {
    if (callbacks.delete(own) && callbacks.size === 0) end()
  }
}
