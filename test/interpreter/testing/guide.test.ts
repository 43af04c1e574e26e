import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { extract } from '../../../scripts/examples.mjs'
import { root } from '../../../scripts/source.mjs'

// A test file cannot be imported by a test: it is run by a vitest of its own.
const isTestFile = (module: string) => /from 'vitest'/.test(readFileSync(module, 'utf8'))
const found = extract().filter(({ file, run, module }) => file.startsWith('docs/') && !run && isTestFile(module))

it('there is one in the guide of tests', () => {
  expect(found.map(({ file }) => file)).toEqual(['docs/testing.md'])
})

it.each(found)('$file:$line passes as a test file', ({ module }) => {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const config = join(root, 'test/interpreter/testing/guide.config.mjs')
  const printed = execFileSync(process.execPath, [vitest, 'run', '--config', config, '--root', root, module], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect(JSON.parse(printed.slice(printed.indexOf('{')))).toMatchObject({ numPassedTests: 2, numFailedTests: 0 })
})
