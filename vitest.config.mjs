import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, import.meta.url))

export const resolve = {
  alias: [
    { find: /^bloop-ts$/, replacement: at('./src/index.ts') },
    { find: /^bloop-ts\/laws$/, replacement: at('./laws/index.ts') },
    { find: /^bloop-ts\/(\w+)$/, replacement: at('./src/$1.ts') },
    // `fp-ts/Option` is a directory, which Node's ES loader refuses; the file behind it is fine.
    { find: /^(fp-ts|io-ts)\/(?!lib\b|es6\b)(\w+)$/, replacement: '$1/lib/$2.js' },
  ],
}

export default defineConfig({
  resolve,
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: [at('./test/seed.ts')],
    exclude: ['**/node_modules/**', 'test/emulator/**', 'test/browser/**', 'test/packed/**'],
    // All of them: what is left of one core is enough for the main process.
    maxWorkers: '100%',
    testTimeout: 60_000,
    // .ci/run reads the totals from the report.
    reporters: ['default', ['json', { outputFile: at('./build/reports/unit.json') }]],
  },
})
