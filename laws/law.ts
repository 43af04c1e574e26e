/** Laws as values: each is a property with two sides, so that a failure shows both; a runner takes any `describe` and `it`. */
import * as fc from 'fast-check'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Two sides that a law says are equal. */
export interface Equation<A> {
  readonly left: A
  readonly right: A
}

/** A named property. `check` never rejects on a counterexample: it is in the details. */
export interface Law {
  readonly name: string
  readonly check: (parameters?: fc.Parameters<unknown>) => Promise<fc.RunDetails<unknown>>
}

/** A named list of laws; `parents` are the structures that it extends (a Boolean algebra is a lattice). */
export interface Laws {
  readonly name: string
  readonly parents: ReadonlyArray<Laws>
  readonly laws: ReadonlyArray<Law>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The law that the two sides of an equation are equal. `show` prints a side in a failure. */
export const equation = <T, A>(
  name: string,
  arbitrary: fc.Arbitrary<T>,
  sides: (t: T) => Equation<A> | Promise<Equation<A>>,
  equals: (x: A, y: A) => boolean,
  show: (a: A) => string = fc.stringify,
): Law =>
  property(name, arbitrary, async (t) => {
    const { left, right } = await sides(t)
    return equals(left, right) ? undefined : `left:  ${show(left)}\nright: ${show(right)}`
  })

/** The law that a property holds; it answers `undefined`, or text that says what was wrong. */
export const property = <T>(
  name: string,
  arbitrary: fc.Arbitrary<T>,
  holds: (t: T) => string | undefined | Promise<string | undefined>,
): Law => ({
  name,
  check: (parameters) =>
    Promise.resolve(
      fc.check(
        fc.asyncProperty(arbitrary, async (t) => {
          const wrong = await holds(t)
          if (wrong !== undefined) throw new Error(wrong)
        }),
        parameters as fc.Parameters<[T]>,
      ),
    ) as Promise<fc.RunDetails<unknown>>,
})

/** A named list of laws. */
export const laws = (name: string, list: ReadonlyArray<Law>, parents: ReadonlyArray<Laws> = []): Laws => ({
  name,
  parents,
  laws: list,
})

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** All laws, parents first, each parent once. */
export const flatten = (root: Laws): ReadonlyArray<Laws> => {
  const seen = new Set<string>()
  const go = (l: Laws): ReadonlyArray<Laws> => {
    if (seen.has(l.name)) return []
    seen.add(l.name)
    return [...l.parents.flatMap(go), l]
  }
  return go(root)
}

// With what was wrong, which fast-check 4 leaves out of its report.
const reportOf = (details: fc.RunDetails<unknown>): string | undefined => {
  const { errorInstance } = details
  const report = fc.defaultReportMessage(details)
  return errorInstance instanceof Error ? `${errorInstance.message}\n\n${report}` : report
}

/** A test runner's `describe`. */
export type Describe = (name: string, body: () => void) => unknown
/** A test runner's `it`. */
export type It = (name: string, body: () => Promise<void>) => unknown

/**
 * Registers every law as a test of any runner.
 *
 * @example
 * ```ts
 * import { equation, laws, suite } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * const twice = equation('twice = plus itself', fc.nat(), (n) => ({ left: 2 * n, right: n + n }), (x, y) => x === y)
 * const seen: Array<string> = []
 * suite((name, body) => (seen.push(name), body()), (name) => seen.push(name))(laws('numbers', [twice]))
 * assert.deepStrictEqual(seen, ['numbers', 'twice = plus itself'])
 * ```
 */
export const suite =
  (describe: Describe, it: It) =>
  (root: Laws, parameters: fc.Parameters<unknown> = {}): void => {
    for (const group of flatten(root)) {
      describe(group.name, () => {
        for (const law of group.laws) {
          it(law.name, async () => {
            const details = await law.check(parameters)
            if (details.failed) throw new Error(reportOf(details) ?? law.name)
          })
        }
      })
    }
  }
