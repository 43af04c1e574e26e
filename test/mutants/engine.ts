/** Engine: bundles the laws and the library with one fault in it, so that both are made of the same mutated code. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildContext, context, type Plugin } from 'esbuild'
import { flatten, type Law, type Laws } from '../../laws/law'
import type { inventory, Subject } from './inventory'
import type { Mutant } from './mutant'

const root = fileURLToPath(new URL('../..', import.meta.url))
const entry = join(root, 'test/mutants/inventory.ts')
const require = createRequire(entry)

/** The laws of an inventory, by their names. */
export type Named = ReadonlyMap<string, Law>

/** A law's name in the lists of mutants. */
export const lawName = (group: Laws, law: Law): string => `${group.name} > ${law.name}`

// Laws of one name are asked of several things: it fails where one of them does.
const together = (x: Law, y: Law | undefined): Law =>
  y === undefined
    ? x
    : {
        name: x.name,
        check: async (parameters) => {
          const details = await x.check(parameters)
          return details.failed ? details : y.check(parameters)
        },
      }

/** All laws, each once. */
export const named = (all: ReadonlyArray<Laws>): Named => {
  const found = new Map<string, Law>()
  for (const group of all.flatMap(flatten).reverse())
    for (const law of group.laws) found.set(lawName(group, law), together(law, found.get(lawName(group, law))))
  return new Map([...found].reverse())
}

const replaced = ({ name, file, from, to }: Mutant): string => {
  const source = readFileSync(join(root, file), 'utf8')
  const [before, after, ...more] = source.split(from)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(
      `'${name}': ${file} has ${after === undefined ? 'no' : 'more than one'} place with the text:\n${from}`,
    )
  return `${before}${to}${after}`
}

const evaluated = (code: string): typeof inventory => {
  const module = { exports: {} as { readonly inventory: typeof inventory } }
  new Function('require', 'module', 'exports', code)(require, module, module.exports)
  return module.exports.inventory
}

/** Makes the laws of mutants, one after another; of no mutant, those of the library as it is. */
export interface Engine {
  readonly lawsOf: (mutant?: Mutant) => Promise<Named>
  readonly close: () => Promise<void>
}

/** An engine; it keeps what was read of unchanged files. */
export const engine = async (subject: Subject): Promise<Engine> => {
  let current: Mutant | undefined
  const fault: Plugin = {
    name: 'fault',
    setup: (build) => {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) =>
        current !== undefined && path === join(root, current.file)
          ? { contents: replaced(current), loader: 'ts' }
          : undefined,
      )
    },
  }
  const building: BuildContext = await context({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'error',
    plugins: [fault],
  })
  return {
    lawsOf: async (mutant) => {
      current = mutant
      const { outputFiles } = await building.rebuild()
      return named(evaluated(outputFiles?.[0]?.text ?? '')[subject]())
    },
    close: () => building.dispose(),
  }
}

/** Whether a law fails. */
export const isFound = async (law: Law, numRuns: number): Promise<boolean> =>
  (await law.check({ numRuns, seed: 1, endOnFailure: true })).failed
