import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { extract } from '../scripts/examples.mjs'
import { entries, importsOf, root, typescriptFiles, withoutComments } from '../scripts/source.mjs'

const examples = extract()

describe('every example in the docs runs', () => {
  for (const { file, line, module, run } of examples) {
    if (run) it(`${file}:${line}`, () => import(module))
  }
})

/** The exports of a file, each with its line and whether a docstring ends right above it. */
const exportsOf = (file: string) => {
  const source = readFileSync(join(root, file), 'utf8')
  const lines = source.split('\n')
  const bare = withoutComments(source).split('\n')
  const found = new Map<string, { line: number; documented: boolean; isFunction: boolean }>()
  for (const [index, text] of bare.entries()) {
    const declared = text.match(
      /^export (?:declare |abstract |async )*(const|let|function\*?|class|enum|namespace|interface|type) +(\w+)(.*)/,
    )
    if (declared === null) continue
    const [, kind = '', name = '', rest = ''] = declared
    const above = lines
      .slice(0, index)
      .filter((line) => !line.startsWith('//'))
      .at(-1)
    const documented = above?.trimEnd().endsWith('*/') === true
    const isFunction = kind.startsWith('function') || (kind === 'const' && /=\s*(<|\(|async\b|\w+ =>|$)/.test(rest))
    // The type and the value of one name, or the overloads of a function, share a docstring.
    const before = found.get(name)
    found.set(name, {
      line: before?.line ?? index + 1,
      documented: documented || before?.documented === true,
      isFunction: isFunction || before?.isFunction === true,
    })
  }
  return found
}

/** The files that users can see: the entries, and what these export from elsewhere. */
const published = () => {
  const seen = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    for (const { to, reexport } of importsOf(file)) if (reexport && to.endsWith('.ts')) visit(to)
  }
  entries().forEach(visit)
  return [...seen].sort()
}

describe('the docstrings', () => {
  it('stand above every export of src and laws', () => {
    const bare = [...typescriptFiles('src'), ...typescriptFiles('laws')].flatMap((file) =>
      [...exportsOf(file)].flatMap(([name, { line, documented }]) => (documented ? [] : `${file}:${line} ${name}`)),
    )
    expect(bare).toEqual([])
  })

  it('have an example at least once in each published file with functions', () => {
    const shown = new Set(examples.map(({ file }) => file))
    const silent = published().filter(
      (file) => !shown.has(file) && [...exportsOf(file).values()].some(({ isFunction }) => isFunction),
    )
    expect(silent).toEqual([])
  })
})
