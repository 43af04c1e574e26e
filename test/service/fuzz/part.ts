/** A part of a request with what is wrong with it. */
export interface Part<A> {
  readonly value: A
  readonly faults: ReadonlyArray<string>
}

export const good = <A>(value: A): Part<A> => ({ value, faults: [] })

export const bad =
  <A>(fault: string) =>
  (value: A): Part<A> => ({ value, faults: [fault] })
