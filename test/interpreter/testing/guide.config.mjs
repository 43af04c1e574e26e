import { defineConfig } from 'vitest/config'
import { resolve } from '../../../vitest.config.mjs'

// The test files that stand in pages of the docs.
export default defineConfig({ resolve, test: { include: ['build/examples-in-docs/docs/*.ts'], reporters: ['json'] } })
