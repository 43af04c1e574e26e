// Builds dist/ in three forms of one source:
//   dist/cjs   CommonJS and the declarations     what `require` gets, and what runs under Node
//   dist/es    ES modules                        what bundlers get (the `module` condition), to shake
//   dist/node  ES wrappers over dist/cjs         what Node's `import` gets
// Node cannot import dist/es, since `fp-ts/Option` is a directory to its ES loader. The wrapper also means that a
// program which both imports and requires bloop-ts has one instance of it.
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

/** @param {string[]} options */
const tsc = (...options) =>
  new Promise((done, fail) => {
    const bin = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc')
    const child = spawn(process.execPath, [bin, '-p', 'tsconfig.build.json', ...options], {
      cwd: root,
      stdio: 'inherit',
    })
    child.once('error', fail)
    child.once('exit', (code) => (code === 0 ? done(undefined) : fail(new Error(`tsc ${options.join(' ')} failed`))))
  })

/**
 * The wrapper of one entry of the exports map: the names are read from the CommonJS build, so none can be forgotten.
 *
 * @param {{ import: { types: string, default: string }, require: { types: string, default: string } }} entry
 */
const wrap = async (entry) => {
  const names = Object.keys(require(`${root}/${entry.require.default}`)).sort()
  const from = relative(dirname(entry.import.default), entry.require.default)
  await mkdir(`${root}/${dirname(entry.import.default)}`, { recursive: true })
  await writeFile(`${root}/${entry.import.default}`, `export { ${names.join(', ')} } from '${from}'\n`)
  await writeFile(`${root}/${entry.import.types}`, `export * from '${from}'\n`)
  return `${basename(entry.import.default, '.mjs')} (${names.length})`
}

await rm(`${root}/dist`, { recursive: true, force: true })
await Promise.all([
  tsc('--module', 'commonjs', '--outDir', 'dist/cjs', '--declaration'),
  tsc('--module', 'esnext', '--outDir', 'dist/es'),
])
const { exports } = JSON.parse(await readFile(`${root}/package.json`, 'utf8'))
const entries = Object.values(exports).filter((entry) => typeof entry === 'object')
console.log(`built dist: ${(await Promise.all(entries.map(wrap))).join(', ')}`)
