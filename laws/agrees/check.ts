/** Whether the model explains a run; and if not, as text, what happened and both sides. */
import { type Entry, type History, showAnswer, showValue } from './history'
import { linearise } from './linearise'
import type { Subject } from './model'
import { same } from './same'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A part of a run, and where the model says that it leads. */
type Placed<S> = Entry<S> & { readonly after: (state: S) => ReadonlyArray<S> }

const after =
  <S>({ sameState, isOpen, invariant = () => undefined }: Subject<S>, isLenient: boolean) =>
  (entry: Entry<S>) =>
  (state: S): ReadonlyArray<S> => {
    if (entry._tag === 'Seen') return sameState(state, entry.state) ? [state] : []
    const { call, answer } = entry
    const [next, expected] = call.step(state)
    const done = invariant(next) === undefined ? [next] : []
    if (isLenient && answer._tag === 'Left' && isOpen(answer.left)) return [...done, state]
    return call.sameAnswer(expected, answer) ? done : []
  }

// -----------------------------------------------------------------------------
// text
// -----------------------------------------------------------------------------

const sides = (what: string, model: string, store: string): string => `${what}\n  model: ${model}\n  store: ${store}`

const modelSide = <S>({ invariant = () => undefined }: Subject<S>, [next, expected]: ReturnType<Step<S>>): string => {
  const wrong = invariant(next)
  return wrong === undefined ? showAnswer(expected) : `breaks its own invariant: ${wrong}`
}

type Step<S> = Extract<Entry<S>, { readonly _tag: 'Called' }>['call']['step']

const name = <S>(entry: Entry<S>, many: boolean): string =>
  entry._tag === 'Seen' ? 'what is stored' : `${many ? `client ${entry.client + 1}: ` : ''}${entry.call.text}`

const unexplained = <S>(
  subject: Subject<S>,
  {
    order,
    rest,
    state,
  }: { readonly order: ReadonlyArray<Entry<S>>; readonly rest: ReadonlyArray<Entry<S>>; readonly state: S },
  many: boolean,
): ReadonlyArray<string> => {
  const calls = order.filter(({ _tag }) => _tag === 'Called').map((entry) => name(entry, many))
  return [
    ...(many
      ? ['no order of these calls explains what they answer and what is stored; the one that explains most:']
      : []),
    ...(many ? (calls.length === 0 ? ['  none'] : calls.map((call) => `  ${call}`)) : []),
    ...(many ? ['and then:'] : []),
    ...rest.map((entry) =>
      entry._tag === 'Seen'
        ? sides(name(entry, many), showValue(state), showValue(entry.state))
        : sides(name(entry, many), modelSide(subject, entry.call.step(state)), showAnswer(entry.answer)),
    ),
  ]
}

/** So many lines of what happened are shown, of its beginning and of its end. */
const shown = 40

const shortened = (lines: ReadonlyArray<() => string>): ReadonlyArray<string> => {
  const texts = (some: ReadonlyArray<() => string>) => some.map((line) => line())
  const hidden = lines.length - 2 * shown
  return hidden <= 1
    ? texts(lines)
    : [...texts(lines.slice(0, shown)), `… ${hidden} more …`, ...texts(lines.slice(-shown))]
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What is wrong with a run; `isLenient`: a call whose outcome is open was done, or was not. */
export const wrongWith = <S>(
  subject: Subject<S>,
  { entries, lines, flaw }: History<S>,
  isLenient: boolean,
): string | undefined => {
  const text = (...found: ReadonlyArray<string>): string => [...shortened(lines), '', ...found].join('\n')
  if (flaw !== undefined) return text(flaw)
  const placed = entries.map((entry): Placed<S> => ({ ...entry, after: after(subject, isLenient)(entry) }))
  const found = linearise(placed, subject.initial, same)
  const clients = new Set(entries.flatMap((entry) => (entry._tag === 'Called' ? [entry.client] : [])))
  return found.rest.length === 0 ? undefined : text(...unexplained(subject, found, clients.size > 1))
}
