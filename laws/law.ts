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

/** The name of the error that says what was wrong; of any other one, where it was thrown is told too. */
const failure = 'LawFailed'

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
          if (wrong !== undefined) throw Object.assign(new Error(wrong), { name: failure })
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

/**
 * All laws, parents first, each parent once. Where others have the same name, such as those of two codecs, they are numbered: each
 * law can be asked for by the name of its group and its own.
 */
export const flatten = (root: Laws): ReadonlyArray<Laws> => {
  const seen = new Set<Laws>()
  const counts = new Map<string, number>()
  const go = (l: Laws): ReadonlyArray<Laws> => {
    if (seen.has(l)) return []
    seen.add(l)
    const parents = l.parents.flatMap(go)
    const count = (counts.get(l.name) ?? 0) + 1
    counts.set(l.name, count)
    return [...parents, count === 1 ? l : { ...l, name: `${l.name} (${count})` }]
  }
  return go(root)
}

/** The parameters that run a law again as it failed: they paste into `check` and `suite`. */
const rerun = ({ seed, counterexamplePath }: fc.RunDetails<unknown>): string =>
  `seed: ${seed}, path: ${JSON.stringify(counterexamplePath)}, endOnFailure: true`

const errorText = (error: unknown): string =>
  error instanceof Error
    ? error.name === failure
      ? error.message
      : (error.stack ?? error.message)
    : fc.stringify(error)

/**
 * What is to be said of a law that failed: what was wrong (of an equation both sides), the counterexample after shrinking, and
 * how to run it again. `undefined` of one that holds.
 *
 * @example
 * ```ts
 * import { property, report } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * const small = property('is below 10', fc.nat(), (n) => (n < 10 ? undefined : `${n} is not`))
 * const text = report('numbers', small, await small.check({ seed: 1 })) ?? ''
 * assert.match(text, /^10 is not\n\nCounterexample: 10\n/)
 * assert.match(text, /suite\(describe, it\)\(laws, { only: "numbers > is below 10", seed: 1, path: ".*", endOnFailure: true }\)/)
 * ```
 */
export const report = (
  group: string,
  { name }: Pick<Law, 'name'>,
  details: fc.RunDetails<unknown>,
): string | undefined => {
  if (!details.failed) return undefined
  const { counterexample, counterexamplePath, errorInstance, numRuns, numShrinks } = details
  if (counterexamplePath === null) return fc.defaultReportMessage(details)
  const values: ReadonlyArray<unknown> = Array.isArray(counterexample) ? counterexample : [counterexample]
  return [
    errorText(errorInstance),
    '',
    `Counterexample: ${values.map((value) => fc.stringify(value)).join(', ')}`,
    `Found after ${numRuns} run${numRuns === 1 ? '' : 's'}, shrunk ${numShrinks} time${numShrinks === 1 ? '' : 's'}.`,
    '',
    'To run it again:',
    `  law.check({ ${rerun(details)} })`,
    `  suite(describe, it)(laws, { only: ${JSON.stringify(`${group} > ${name}`)}, ${rerun(details)} })`,
    ...(details.verbose === 0 ? [] : ['', fc.defaultReportMessage(details)]),
  ].join('\n')
}

/** A test runner's `describe`. */
export type Describe = (name: string, body: () => void) => unknown
/** A test runner's `it`. */
export type It = (name: string, body: () => Promise<void>) => unknown

/** How laws are run: fast-check's parameters, and which law alone, as `'group > law'`. */
export interface SuiteParameters extends fc.Parameters<unknown> {
  readonly only?: string
}

/**
 * Registers every law as a test of any runner. A law that fails prints what `report` says, with the line that runs it again.
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
  (root: Laws, { only, ...parameters }: SuiteParameters = {}): void => {
    const groups = flatten(root)
      .map((group) => ({
        ...group,
        laws: group.laws.filter(({ name }) => only === undefined || only === `${group.name} > ${name}`),
      }))
      .filter((group) => group.laws.length > 0 || only === undefined)
    if (only !== undefined && groups.length === 0)
      describe(root.name, () => {
        it(only, () => Promise.reject(new Error(`There is no law ${JSON.stringify(only)}`)))
      })
    for (const group of groups) {
      describe(group.name, () => {
        for (const law of group.laws) {
          it(law.name, async () => {
            const wrong = report(group.name, law, await law.check(parameters))
            if (wrong !== undefined) throw new Error(wrong)
          })
        }
      })
    }
  }
