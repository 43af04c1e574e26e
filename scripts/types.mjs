// Type-checks everything in one pass of tsc: src, laws, tests (test/types: what must not compile), examples, benchmarks,
// scripts and the examples in the docs. An error in one of the last is reported at the file that it was taken from.
// A second pass is for the page of examples/service, which knows browsers and not Node.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { extract, output } from './examples.mjs'
import { root } from './source.mjs'

const examples = extract()
const bin = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc')
const taken = new RegExp(`${output}/(\\S+?)\\.\\d+\\.ts(?=\\()`, 'g')

/** @param {string} project */
const check = async (project) => {
  const child = spawn(process.execPath, [bin, '-p', project, '--pretty', 'false'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface(child.stdout).on('line', (line) => console.log(line.replace(taken, '$1')))
  const [code] = await once(child, 'close')
  return code === 0
}

const checked = [await check('.'), await check('examples/service/page')]
const isRight = checked.every((right) => right)
console.log(isRight ? `types: no errors (with ${examples.length} examples of the docs)` : 'types: FAILED')
process.exitCode = isRight ? 0 : 1
