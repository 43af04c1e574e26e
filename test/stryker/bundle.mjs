// Bundles the tests of both rooms as they are in the working directory: Stryker's copy, whose source holds all mutants.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const tests = ['test/value', 'test/expression'].flatMap((room) =>
  readdirSync(room)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${room}/${file}`),
)

await build({
  stdin: {
    contents: ['test/seed.ts', ...tests].map((file) => `import './${file}'`).join('\n'),
    resolveDir: process.cwd(),
  },
  outfile: 'build/rooms.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  // Tests are all side effects, which the package says it has none of.
  ignoreAnnotations: true,
  alias: { vitest: fileURLToPath(new URL('runner.mjs', import.meta.url)) },
  define: { 'process.env.RUNS': JSON.stringify(process.env.RUNS ?? '100') },
  plugins: [
    {
      // Which test reaches which mutant is counted before the first of them lives; to go on counting takes half of the time.
      name: 'count-once',
      setup: ({ onLoad }) =>
        onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
          contents: readFileSync(path, 'utf8').replace(
            'function cover() {',
            'function cover() { if (ns.activeMutant !== undefined) return;',
          ),
          loader: 'ts',
        })),
    },
  ],
  logLevel: 'warning',
})
