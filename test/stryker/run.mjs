// Mutates src/value and src/expression, a part after another: what of them would their own tests and laws not miss?
//   npm run stryker                                        all of it, in about ten minutes
//   npm run stryker -- src/value/text.ts src/value/order.ts:20-40    these alone, with each survivor's diff
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/source.mjs'

const here = join(root, 'test/stryker')
execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' })

// All mutants of a run are in the source at once, so that many of them slow each other down.
const parts = {
  'value/number': ['src/value/number/**/*.ts'],
  value: ['src/value/*.ts'],
  'expression/condition': ['src/expression/condition/**/*.ts', 'src/expression/*.ts'],
  'expression/update': ['src/expression/update/**/*.ts'],
  'expression/key, projection, render': ['key', 'projection', 'render'].map((room) => `src/expression/${room}/**/*.ts`),
  'expression/parse': ['src/expression/parse/**/*.ts'],
}

/** @param {string[]} sources @param {string} reporter */
const mutate = (sources, reporter) =>
  execFileSync(
    join(here, 'node_modules/.bin/stryker'),
    ['run', join(here, 'stryker.config.mjs'), '--mutate', sources.join(), '--reporters', reporter],
    { cwd: root, stdio: 'inherit' },
  )

/**
 * @typedef {{ status: string, mutatorName: string, replacement: string, location: { start: { line: number } } }} Mutant
 * @typedef {{ files: { [file: string]: { mutants: Mutant[] } } }} Report
 */

const results = () => {
  /** @type {Report} */
  const { files } = JSON.parse(readFileSync(join(root, 'build/reports/stryker.json'), 'utf8'))
  return Object.entries(files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ ...mutant, file })))
}

/**
 * @param {string} name
 * @param {{ status: string }[]} results
 */
const row = (name, results) => {
  /** @param {string[]} statuses */
  const count = (...statuses) => results.filter(({ status }) => statuses.includes(status)).length
  const [found, missed] = [count('Killed', 'Timeout'), count('Survived', 'NoCoverage')]
  const score = ((100 * found) / (found + missed)).toFixed(1)
  return `| ${name} | ${found + missed} | ${found} | ${missed} | ${score} % |`
}

const files = process.argv.slice(2)
if (files.length > 0) mutate(files, 'clear-text')
else {
  const all = []
  const table = ['| source | mutants | found | missed | score |', '|---|--:|--:|--:|--:|']
  for (const [name, sources] of Object.entries(parts)) {
    mutate(sources, 'json')
    const part = results()
    all.push(...part)
    table.push(row(name, part))
    for (const { status, file, location, mutatorName, replacement } of part)
      if (status === 'Survived' || status === 'NoCoverage')
        console.log(`${file}:${location.start.line} ${mutatorName}: ${replacement}`)
    console.log(table.at(-1))
  }
  console.log(['', ...table, row('**both**', all)].join('\n'))
}
