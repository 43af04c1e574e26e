import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { resolve } from '../../vitest.config.mjs'

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('../..'),
  resolve,
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: [at('./install.ts')],
    // One browser at a time: two cores are busy with it, the service and the test.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // .ci/run reads the totals from the report.
    reporters: ['default', ['json', { outputFile: at('../../build/reports/browser.json') }]],
  },
})
