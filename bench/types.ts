/**
 * What the types cost the compiler: 20 models of 15 attributes, each put, saved, updated, queried and filtered, and with three
 * views. The figures are TypeScript's own count of instantiations, less that of the same file without them.
 */
import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Figure } from './figure'

/** npm runs its scripts at the root of the package. */
const root = process.cwd()
const folder = join(root, 'build/bench-types')

const imports = `import { Attribute as A, Condition as C, KeyCondition as K, Model as M, Query as Q, Update as U, View, Write } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
export const used = [A.string, C.always, K, M.model, Q.query, U.empty, View.make, Write.of, pipe]
`

const modelText = (i: number): string => `
export const Model${i} = M.model({
  name: 'Model${i}',
  table: 'table-${i}',
  attributes: {
    id: A.string, n: A.integer, a${i}: A.string, b: A.float, c: A.boolean, d: A.optional(A.string), e: A.set(A.string),
    f: A.list(A.integer), g: A.rename('gg', A.dateTime), h: A.map({ x: A.integer, y: A.optional(A.string) }),
    i: A.decimal, j: A.nullable(A.string), k: A.withDefault(A.integer, () => 0), l: A.timestamp, m: A.binary,
  },
  key: { partition: 'id', sort: 'n' },
  indexes: { byA: M.globalIndex({ partition: 'a${i}', sort: 'g', projection: ['b', 'c'] }), byB: M.localIndex({ sort: 'b' }) },
  timeToLive: 'l',
})
declare const value${i}: M.TypeOf<typeof Model${i}>
const condition${i} = pipe(C.gte(Model${i}.at.b, 1), C.and(C.contains(Model${i}.at.e, 'x')))
export const operation0Of${i} = Write.run(Write.put(Model${i})(value${i}, { condition: Write.ifNotExists(Model${i}) }))
export const operation1Of${i} = Write.run(Write.save(Model${i})(value${i}, { condition: condition${i} }))
export const operation2Of${i} = Write.run(Write.update(Model${i})({ id: 'x', n: 1 }, U.set(Model${i}.at.h.x, 2), { returning: 'new' }))
export const operation3Of${i} = pipe(Q.query(Model${i}, { id: 'x', n: 1 }), Q.filter(condition${i}), Q.project('b', 'c'), Q.collect)
export const operation4Of${i} = pipe(Q.query(Model${i}.index.byA, { a${i}: 'x', g: new Date(0) }), Q.filter(C.eq(Model${i}.at.c, true)), Q.first)
`

const viewsText = (i: number): string => `
const Shown${i} = pipe(
  View.make(Model${i}), View.omit('m'), View.rename({ id: 'name' }), View.add('first', A.string, ({ a${i} }) => a${i}),
  View.links({ self: '/models/{id}/{n}' }),
)
const Made${i} = pipe(View.make(Model${i}), View.pick('id', 'n', 'b', 'k', 'd'), View.accept('password', A.string), View.creation)
const Patch${i} = pipe(View.make(Model${i}), View.pick('b', 'd', 'e'), View.patch)
export const json${i} = View.encode(Shown${i})(value${i})
export const decoded${i} = View.decode(Made${i})({})
export const setOf${i} = (patch: View.Decoded<typeof Patch${i}>) => View.set(Patch${i})(patch)(value${i})
`

const configuration = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    paths: { 'bloop-ts': ['../../src/index.ts'] },
    noEmit: true,
  },
  include: ['program.ts'],
}

const count = async (text: string): Promise<{ readonly instantiations: number; readonly seconds: number }> => {
  await writeFile(join(folder, 'program.ts'), text)
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', folder, '--extendedDiagnostics'])
  const figure = (name: string) => Number(stdout.match(new RegExp(`${name}:\\s+([\\d.]+)`))?.[1])
  return { instantiations: figure('Instantiations'), seconds: figure('Check time') }
}

/** The cost of 20 models × 15 attributes × 5 operations, and of the library's own declarations that they import. */
export const typesBench = async (): Promise<ReadonlyArray<Figure>> => {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(configuration))
  const base = await count(imports)
  const text = imports + Array.from({ length: 20 }, (_, i) => modelText(i)).join('')
  const models = await count(text)
  const views = await count(text + Array.from({ length: 20 }, (_, i) => viewsText(i)).join(''))
  return [
    {
      name: 'types: instantiations of 20 models × 15 attributes × 5 operations',
      count: models.instantiations - base.instantiations,
      bound: 30_000,
    },
    {
      name: 'types: instantiations of 60 views of them, each encoded, decoded or set',
      count: views.instantiations - models.instantiations,
      bound: 30_000,
    },
    { name: 'types: instantiations of the library itself', count: base.instantiations },
    { name: 'types: check time of the models, seconds', count: models.seconds - base.seconds },
  ]
}
