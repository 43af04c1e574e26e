import { fileURLToPath } from 'node:url'

export default {
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: { spec: ['build/rooms.cjs'] },
  buildCommand: `node ${fileURLToPath(new URL('bundle.mjs', import.meta.url))}`,
  ignorePatterns: [
    ...['/build', '/dist', '/docs', '/bench', '/sim', '/examples', '/scripts'],
    ...['browser', 'emulator', 'mutants', 'packed', 'stryker'].map((tests) => `/test/${tests}`),
  ],
  coverageAnalysis: 'perTest',
  // What runs once, as a module is loaded, is not seen by tests that share the module.
  ignoreStatic: true,
  // TypeScript 7 has no interface for programs: there is no configuration that Stryker could rewrite for its copy.
  tsconfigFile: 'none',
  concurrency: 2,
  timeoutMS: 10_000,
  tempDirName: 'build/stryker',
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'build/reports/stryker.json' },
  logLevel: 'error',
}
