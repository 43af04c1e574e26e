// What the tests of both rooms use of vitest, for mocha, which loads modules once and not for each of thousands of mutants.
export { expect } from 'expect'
export const { describe, it } = /** @type {any} */ (globalThis)
