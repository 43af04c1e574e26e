// Type-checks everything in one pass of tsc: src, laws, tests (test/types: what must not compile), examples, benchmarks,
// scripts and the examples in the docs. An error in one of the last is reported at the file that it was taken from.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { extract, output } from './examples.mjs'
import { root } from './source.mjs'

const examples = extract()
const bin = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc')
const child = spawn(process.execPath, [bin, '--pretty', 'false'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
const taken = new RegExp(`${output}/(\\S+?)\\.\\d+\\.ts(?=\\()`, 'g')
createInterface(child.stdout).on('line', (line) => console.log(line.replace(taken, '$1')))
child.once('close', (code) => {
  console.log(code === 0 ? `types: no errors (with ${examples.length} examples of the docs)` : 'types: FAILED')
  process.exitCode = code ?? 1
})
