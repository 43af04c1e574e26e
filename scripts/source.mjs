// Reads the project's own TypeScript as text: which files there are, and what each imports.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * The TypeScript files below a directory of the project, as sorted paths from its root.
 *
 * @param {string} directory
 * @returns {string[]}
 */
export const typescriptFiles = (directory) =>
  readdirSync(join(root, directory), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
    .map((path) => join(directory, path))
    .sort()

/**
 * Empties the lines that are comment, so that what an `@example` imports does not count.
 *
 * @param {string} source
 */
export const withoutComments = (source) => source.replace(/^[ \t]*(\*|\/\*|\/\/).*$/gm, '')

/**
 * @typedef {object} Import
 * @property {string} to          the module as written, or the file that a relative path leads to
 * @property {boolean} typeOnly   it is erased: `import type`, `export type`
 * @property {boolean} reexport   it is `export … from`
 */

/**
 * What a file imports: `import`, `import type`, `export … from`, `import(…)`.
 *
 * @param {string} file
 * @returns {Import[]}
 */
export const importsOf = (file) => {
  const source = withoutComments(readFileSync(join(root, file), 'utf8'))
  const statements = source.matchAll(/^[ \t]*(import|export)\s+(type\s+)?(?:[\w$*{},\s]*?\sfrom\s*)?['"]([^'"]+)['"]/gm)
  const calls = source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)
  return [
    ...Array.from(statements, ([, keyword, type, to = '']) => ({
      to: resolve(file, to),
      typeOnly: type !== undefined,
      reexport: keyword === 'export',
    })),
    ...Array.from(calls, ([, to = '']) => ({ to: resolve(file, to), typeOnly: false, reexport: false })),
  ]
}

/**
 * The file that a relative import leads to; anything else is given back as written.
 *
 * @param {string} from
 * @param {string} to
 */
const resolve = (from, to) => {
  if (!to.startsWith('.')) return to
  const path = join(dirname(from), to)
  return [`${path}.ts`, join(path, 'index.ts'), path].find((file) => existsSync(join(root, file))) ?? path
}

/**
 * The entry files of the package: those that its exports map is built from.
 *
 * @returns {string[]}
 */
export const entries = () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.values(exports)
    .filter((entry) => typeof entry === 'object')
    .map((entry) => relative('dist/cjs', entry.require.default).replace(/\.js$/, '.ts'))
}
