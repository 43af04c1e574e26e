// The laws of the packed tarball under vitest, node:test and jest: what holds passes; what does not fails with text that says
// why, what was found, and how to run it again; and the line that it prints does that.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { cjs, esm, here, run } from './project.mjs'

const subject = readFileSync(join(here, 'runners/subject.ts'), 'utf8')
const installed = join(here, 'node_modules')

/** @typedef {{ name: string, format: 'esm' | 'cjs', globals: string, command: (directory: string, file: string) => ReadonlyArray<string> }} Runner */

/** @type {ReadonlyArray<Runner>} */
export const runners = [
  {
    name: 'vitest',
    format: 'esm',
    globals: '',
    command: (directory, file) => [join(installed, 'vitest/vitest.mjs'), 'run', '--globals', '--root', directory, file],
  },
  {
    name: 'node:test',
    format: 'esm',
    globals: `import { describe, it } from 'node:test'`,
    command: (_, file) => ['--test', '--test-reporter=spec', file],
  },
  {
    name: 'jest',
    format: 'cjs',
    globals: '',
    command: (directory, file) => [
      ...[join(installed, 'jest/bin/jest.js'), '--rootDir', directory, '--transform', '{}', '--watchman=false'],
      ...['--testMatch', `**/${file}`],
    ],
  },
]

/** @param {Runner} runner */
const directoryOf = ({ format }) => (format === 'esm' ? esm : cjs)

/**
 * Runs one test file of a runner: what it prints, and whether it passes.
 *
 * @param {Runner} runner
 * @param {string} body
 */
const outcome = (runner, body) => {
  const directory = directoryOf(runner)
  const file = 'laws.test.js'
  const source = `${runner.globals}
    import { suite } from 'bloop-ts/laws'
    import { broken, sound } from './subject.js'
    ${body}`
  const write = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(join(directory, name), transformSync(text, { loader: 'ts', format: runner.format }).code)
  write('subject.js', subject)
  write(file, source)
  try {
    const text = run(directory, process.execPath, ...runner.command(directory, file))
    return { passed: true, text }
  } catch (error) {
    return { passed: false, text: String(error instanceof Error ? error.message : error) }
  }
}

/** @param {boolean} holds @param {string} what @param {string} text */
const must = (holds, what, text) => {
  if (!holds) throw new Error(`${what}:\n${text}`)
}

/** @param {Runner} runner */
export const passes = (runner) => {
  const { passed, text } = outcome(runner, 'for (const laws of sound) suite(describe, it)(laws, { numRuns: 20 })')
  must(passed, 'it does not pass', text)
}

/** @param {Runner} runner */
export const fails = (runner) => {
  const first = outcome(runner, 'suite(describe, it)(broken, { seed: 1 })')
  must(!first.passed, 'a law that does not hold passes', first.text)
  const found = 'Counterexample: [{"id":"a","tags":new Set([])},always,0]'
  const parts = ['left:  it holds', 'right: it does not hold', found, 'law.check({ seed: 1, path: "']
  for (const part of parts) must(first.text.includes(part), `it does not print ${part}`, first.text)
  const line = first.text.match(/suite\(describe, it\)\(laws, \{ only: .* \}\)/)?.[0]
  must(line !== undefined, 'it does not print the line to run it again', first.text)
  const again = outcome(runner, `const laws = broken\n${line}`)
  must(!again.passed && again.text.includes(found), 'run again, it is another', again.text)
  must(again.text.includes('Found after 1 run, shrunk 0 times.'), 'run again, it searches', again.text)
}
