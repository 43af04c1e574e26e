import type { Ordering } from 'fp-ts/Ordering'

/** The order that JavaScript's own `<` has: of numbers; of booleans; of text, by UTF-16 units. */
export const ordering = <A extends number | string | boolean>(x: A, y: A): Ordering => (x < y ? -1 : x > y ? 1 : 0)
