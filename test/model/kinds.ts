/** What the models of several tests are made of. */
import * as t from 'io-ts'

export enum Color {
  Red,
  Green = 4,
}

export const Instant = new t.Type<Date, string>(
  'Instant',
  (u): u is Date => u instanceof Date,
  (u, c) => (Number.isNaN(Date.parse(String(u))) ? t.failure(u, c) : t.success(new Date(String(u)))),
  (date) => date.toISOString(),
)

export interface Positive {
  readonly Positive: unique symbol
}
