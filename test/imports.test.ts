import { describe, expect, it } from 'vitest'
import { entries, type Import, importsOf, typescriptFiles } from '../scripts/source.mjs'

// Who may import whom: each room only itself and the rooms before it. The entries (src/index.ts, …) are above them all.
const rooms = ['value', 'expression', 'codec', 'model', 'program', 'interpreter', 'wire']

const sources = typescriptFiles('src')
const graph = new Map<string, ReadonlyArray<Import>>(
  [...sources, ...typescriptFiles('laws')].map((file) => [file, importsOf(file)]),
)

const roomOf = (file: string) => file.match(/^src\/(\w+)\//)?.[1]

/** The imports that break a rule, as text. An `import type` counts like any other. */
const offending = (files: ReadonlyArray<string>, breaks: (to: string, file: string) => boolean) =>
  files.flatMap((file) =>
    (graph.get(file) ?? []).filter(({ to }) => breaks(to, file)).map(({ to }) => `${file} imports ${to}`),
  )

const isEntry = (file: string) => /^src\/[^/]+\.ts$/.test(file)
const inside = (...directories: ReadonlyArray<string>) =>
  sources.filter((file) => directories.some((directory) => file.startsWith(`src/${directory}`)))

describe('the import graph', () => {
  it('has files, every one in a room or an entry', () => {
    expect(sources.length).toBeGreaterThan(0)
    expect(sources.filter((file) => !isEntry(file) && !rooms.includes(roomOf(file) ?? ''))).toEqual([])
    expect(entries().filter((file) => !graph.has(file))).toEqual([])
  })

  it('leads to files that exist', () => {
    const files = [...graph.keys()]
    expect(offending(files, (to) => (to.startsWith('src/') || to.startsWith('laws/')) && !graph.has(to))).toEqual([])
  })

  it('goes downwards only, from room to room', () => {
    const upwards = (to: string, file: string) => {
      if (isEntry(file)) return false
      if (isEntry(to)) return true
      const room = roomOf(to)
      return room !== undefined && rooms.indexOf(room) > rooms.indexOf(roomOf(file) ?? '')
    }
    expect(offending(sources, upwards)).toEqual([])
  })

  it('has no cycle', () => {
    expect(cycles()).toEqual([])
  })

  it('lets only the aws and local interpreters know the AWS SDK', () => {
    const knows = /^src\/(interpreter\/(aws\/|local)|(aws|local)\.ts$)/
    expect(offending(sources, (to, file) => to.startsWith('@aws-sdk/') && !knows.test(file))).toEqual([])
  })

  it('lets only codec and model know io-ts', () => {
    const knows = /^src\/(codec|model)\//
    expect(offending(sources, (to, file) => /^io-ts(\/|$)/.test(to) && !knows.test(file))).toEqual([])
  })

  it('keeps models and codecs out of the memory interpreter', () => {
    expect(offending(inside('interpreter/memory'), (to) => /^src\/(model|codec)\//.test(to))).toEqual([])
  })

  it('keeps the laws, the tests and the package itself out of src', () => {
    expect(offending(sources, (to) => /^(\.\.\/)*(laws|test|examples|bench|scripts)\//.test(to))).toEqual([])
    expect(offending(sources, (to) => /^bloop-ts(\/|$)/.test(to) || to === 'fast-check')).toEqual([])
  })
})

/** Each cycle once, from the first of its files that is reached. */
const cycles = () => {
  const done = new Set<string>()
  const found: Array<string> = []
  const visit = (file: string, path: ReadonlyArray<string>): void => {
    const at = path.indexOf(file)
    if (at >= 0) found.push([...path.slice(at), file].join(' → '))
    if (at >= 0 || done.has(file)) return
    for (const { to } of graph.get(file) ?? []) if (graph.has(to)) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return found
}
