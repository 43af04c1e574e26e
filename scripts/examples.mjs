// Takes the examples out of the docstrings and pages and writes each as a module to build/examples-in-docs/, to be
// type-checked (scripts/types.mjs) and run (test/docs.test.ts).
//
// An example is a ```ts block after `@example` in a docstring of src or laws, or any ```ts block of README.md or docs/*.md.
//   ```ts             checked and run
//   ```ts continued   checked and run as one module with the block before it in the same file
//   ```ts no-run      checked only: it needs a network
//   ```ts ignore      neither: a fragment
//
// A module is padded with empty lines, so that its line numbers are those of the file that it was taken from.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, typescriptFiles } from './source.mjs'

export const output = 'build/examples-in-docs'

/**
 * @typedef {object} Example
 * @property {string} file      where it was taken from
 * @property {number} line      the line of its opening fence
 * @property {string} module    where it was written to
 * @property {boolean} run
 */

/** A docstring's code, without the ` * ` before each line. @param {string} line */
const undecorated = (line) => line.replace(/^\s*\* ?/, '')

/**
 * The examples of one file, with the text of each line by number.
 *
 * @param {string} file
 */
const read = (file) => {
  const docstrings = file.endsWith('.ts')
  /** @type {{ line: number, run: boolean, code: Map<number, string> }[]} */
  const found = []
  /** @type {Map<number, string> | undefined} */
  let open
  let fenced = false
  let inExample = !docstrings
  for (const [index, raw] of readFileSync(join(root, file), 'utf8').split('\n').entries()) {
    if (docstrings && !/^\s*(\/\*)?\*/.test(raw)) {
      if (fenced) throw new Error(`${file}:${index + 1} is in a fence that does not end inside its docstring`)
      continue
    }
    const line = docstrings ? undecorated(raw) : raw
    if (docstrings && !fenced) {
      if (/^\s*\/\*\*/.test(raw) || /^@(?!example)/.test(line)) inExample = false
      if (line.startsWith('@example')) inExample = true
    }
    const fence = line.match(/^\s*```(.*)$/)
    if (fence === null) {
      open?.set(index + 1, line)
    } else if (fenced) {
      fenced = false
      open = undefined
    } else {
      fenced = true
      const [language, ...words] = (fence[1] ?? '').trim().split(/\s+/)
      if (!inExample || language !== 'ts' || words.includes('ignore')) continue
      const before = found.at(-1)
      if (words.includes('continued') && before !== undefined) {
        open = before.code
        if (words.includes('no-run')) before.run = false
      } else {
        open = new Map()
        found.push({ line: index + 1, run: !words.includes('no-run'), code: open })
      }
    }
  }
  return found
}

/** @returns {string[]} */
const files = () => [
  ...typescriptFiles('src'),
  ...typescriptFiles('laws'),
  ...['README.md'].filter((page) => existsSync(join(root, page))),
  ...(existsSync(join(root, 'docs')) ? readdirSync(join(root, 'docs')) : [])
    .filter((page) => page.endsWith('.md'))
    .map((page) => join('docs', page)),
]

/**
 * Writes all examples, and removes those that are no more. One that is as it was is left alone, since a test may be
 * reading it.
 *
 * @returns {Example[]}
 */
export const extract = () => {
  mkdirSync(join(root, output), { recursive: true })
  const stale = new Set(typescriptFiles(output).map((file) => join(root, file)))
  const examples = files().flatMap((file) =>
    read(file).map(({ line, run, code }) => {
      const module = join(root, output, `${file}.${line}.ts`)
      const last = Math.max(line, ...code.keys())
      const lines = Array.from({ length: last }, (_, index) => code.get(index + 1) ?? '')
      // `export {}` makes a module of an example that imports nothing, so that its names are its own.
      const text = `${lines.join('\n')}\nexport {}\n`
      mkdirSync(dirname(module), { recursive: true })
      if (!stale.delete(module) || readFileSync(module, 'utf8') !== text) writeFileSync(module, text)
      return { file, line, module, run }
    }),
  )
  for (const module of stale) rmSync(module, { force: true })
  return examples
}
