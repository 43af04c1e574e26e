import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { resolve } from '../../vitest.config.mjs'

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: at('../..'),
  resolve,
  test: {
    include: ['test/emulator/**/*.test.ts'],
    globalSetup: [at('./server.ts')],
    setupFiles: [at('../seed.ts')],
    // One file after another: two cores are already busy with one client and the server.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // .ci/run reads the totals from the report.
    reporters: ['default', ['json', { outputFile: at('../../build/reports/emulator.json') }]],
  },
})
