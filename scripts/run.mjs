// Runs a TypeScript program of this project from its source: node scripts/run.mjs examples/tour.ts [arguments]
// esbuild bundles it, packages included, to build/run/ (Node alone could not resolve `fp-ts/Option` or `bloop-ts`).
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './source.mjs'

const [program = '', ...args] = process.argv.slice(2)
const entry = resolve(program)
const outfile = join(root, 'build/run', `${program.replace(/\.ts$/, '').replace(/\W+/g, '-')}.mjs`)
mkdirSync(join(root, 'build/run'), { recursive: true })
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // Modules where a package has them: CommonJS in a bundle pays for each use of an import.
  mainFields: ['module', 'main'],
  sourcemap: 'linked',
  logLevel: 'warning',
  tsconfig: join(root, 'tsconfig.json'),
  // They read files of their own at run time.
  external: ['fastify', '@fastify/*'],
  // `import.meta.url` stays that of each file, so that it finds the files beside it.
  plugins: [
    {
      name: 'own-url',
      setup: ({ onLoad }) =>
        onLoad({ filter: /\.ts$/ }, ({ path }) => ({
          contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
          loader: 'ts',
        })),
    },
  ],
  // CommonJS packages in the bundle `require` Node's own modules.
  banner: {
    js: `import { createRequire as _cr } from 'node:module'; const require = _cr(${JSON.stringify(outfile)});`,
  },
})
process.setSourceMapsEnabled(true)
process.argv = [process.argv[0] ?? 'node', entry, ...args]
await import(pathToFileURL(outfile).href)
