import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/source.mjs'

const guide = readFileSync(join(root, 'docs/service.md'), 'utf8')
const [, section = ''] = guide.split('## The layers')
const [list = ''] = section.split('Each imports')

/** The layers of docs/service.md, from the top: each a list of files and directories. */
const layers = list
  .split('\n')
  .flatMap((line) => [line.trim().split(/\s{3,}/)[0] ?? ''])
  .filter((names) => names !== '')
  .map((names) => names.split(/\s+/).map((name) => normalize(join('examples/service', name))))

const layerOf = (file: string): number =>
  layers.findIndex((names) => names.some((name) => (name.endsWith('/') ? file.startsWith(name) : file === name)))

const files = readdirSync(join(root, 'examples/service'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('examples/service', file))

it('stand in the guide, and each imports only what stands above it or beside it', () => {
  expect(layers.length).toBeGreaterThan(7)
  expect(files.filter((file) => layerOf(file) < 0)).toEqual([])
  const wrong = [...files, 'examples/service.ts'].flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].flatMap(([, to = '']) => {
      const path = normalize(join(file, '..', to))
      const known = [`${path}.ts`, `${path}/index.ts`].map(layerOf).find((layer) => layer >= 0)
      return known !== undefined && known > layerOf(file) ? [`${file} imports ${to}`] : []
    }),
  )
  expect(wrong).toEqual([])
})
