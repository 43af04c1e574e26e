// Packs the tarball as npm would publish it, installs it in an empty project and uses it in every way that users do.
//   npm run test:packed
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, transformSync } from 'esbuild'
import { extract } from '../../scripts/examples.mjs'
import { root } from '../../scripts/source.mjs'
import { bundle, bundled, cjs, esm, here, install, installed, manifest, node, pack, run, tsconfig } from './project.mjs'
import { fails, passes, runners } from './runners.mjs'

let passed = 0
let failed = 0

/**
 * @param {string} name
 * @param {() => string | void | Promise<string | void>} body   throws to fail; a text that it gives is printed too
 */
const check = async (name, body) => {
  try {
    const detail = await body()
    passed++
    console.log(detail === undefined ? `ok    ${name}` : `ok    ${name}: ${detail}`)
  } catch (error) {
    failed++
    console.log(`FAIL  ${name}\n${error instanceof Error ? error.message : error}`)
  }
}

const tsc = join(root, 'node_modules/typescript/bin/tsc')
const compilers = { 'TypeScript 7': tsc, 'TypeScript 5.9': join(here, 'node_modules/typescript/bin/tsc') }

/**
 * Compiles a program with each compiler in each of TypeScript's module modes, and runs it in Node's two.
 *
 * @param {string} program
 * @param {boolean} skipLibCheck
 */
const compileAndRun = async (program, skipLibCheck) => {
  const modes = { 'nodenext, ES module': esm, 'nodenext, CommonJS': cjs, bundler: bundled }
  for (const [mode, directory] of Object.entries(modes)) {
    copyFileSync(join(here, `${program}.ts`), join(directory, `${program}.ts`))
    tsconfig(directory, program, { skipLibCheck })
    for (const [compiler, bin] of Object.entries(compilers)) {
      await check(`${program} compiles (${compiler}, ${mode})`, () => node(directory, bin))
    }
  }
  await check(`${program} runs under Node as an ES module`, () => node(esm, `${program}.js`))
  await check(`${program} runs under Node as CommonJS`, () => node(cjs, `${program}.js`))
}

console.log('packing and installing …')
if (!existsSync(join(here, 'node_modules'))) run(here, 'npm', 'ci', '--no-audit', '--no-fund')
const tarball = pack()
install(tarball, ...['fp-ts', 'io-ts', '@types/node'].map(installed))

// The root package.json has no "type" on purpose, whatever publint suggests: with "commonjs", webpack would refuse the
// ES modules of dist/es, and with "module", Node would take the CommonJS of dist/cjs for ES modules.
await check('publint', () =>
  node(here, 'node_modules/publint/src/cli.js', 'run', tarball, '--strict', '--level', 'warning'),
)
await check('Are The Types Wrong', () =>
  node(here, 'node_modules/@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'node16'),
)

// Without the optional peers.
await compileAndRun('consumer', false)
await check('import and require share one instance', () => {
  writeFileSync(
    join(esm, 'instance.js'),
    `import { strictEqual } from 'node:assert'
     import { createRequire } from 'node:module'
     import * as imported from 'bloop-ts'
     const required = createRequire(import.meta.url)('bloop-ts')
     for (const name of Object.keys(required)) strictEqual(imported[name], required[name])
     strictEqual(Object.keys(imported).length, Object.keys(required).length)`,
  )
  node(esm, 'instance.js')
})
await check('the declarations need no types of Node', () => {
  writeFileSync(
    join(bundled, 'browser.ts'),
    `export * from 'bloop-ts'\nexport * from 'bloop-ts/memory'\nexport * from 'bloop-ts/middleware'\nexport * from 'bloop-ts/vitest'\n`,
  )
  tsconfig(bundled, 'browser', { skipLibCheck: false, types: [] })
  node(bundled, tsc)
})
for (const { line, module } of extract().filter(({ file, run }) => file === 'README.md' && run)) {
  const source = readFileSync(module, 'utf8')
  for (const [directory, format] of /** @type {const} */ ([
    [esm, 'esm'],
    [cjs, 'cjs'],
  ])) {
    await check(`README.md:${line} runs as pasted under Node (${format})`, () => {
      writeFileSync(join(directory, 'readme.js'), transformSync(source, { loader: 'ts', format }).code)
      node(directory, 'readme.js')
    })
  }
}

await check('consumer runs bundled by esbuild', async () => {
  const outfile = join(bundled, 'out.mjs')
  const entryPoints = [join(bundled, 'consumer.ts')]
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' })
  node(bundled, outfile)
})
await check('all of bloop-ts and bloop-ts/memory, bundled for a browser', async () => {
  const { size } = await bundle(`export * from 'bloop-ts'; export * from 'bloop-ts/memory'`)
  return size
})
const condition = await bundle(`export { Condition } from 'bloop-ts'`)
await check('Condition alone, bundled', () => condition.size)
for (const unwanted of ['interpreter/', 'codec/', 'model/', 'io-ts', '@aws-sdk', 'fast-check']) {
  await check(`Condition alone brings nothing of ${unwanted}`, () => {
    const found = condition.files.filter((path) => path.includes(unwanted))
    if (found.length > 0) throw new Error(found.join('\n'))
  })
}

await check('bloop-ts/lambda, bundled', async () => {
  const { size, files } = await bundle(`export * from 'bloop-ts/lambda'`)
  const found = files.filter((path) => path.includes('@aws-sdk') || path.includes('interpreter/memory'))
  if (found.length > 0) throw new Error(found.join('\n'))
  return size
})

// Without the client of streams: what needs it says so, and nothing else does.
install(installed('@aws-sdk/client-dynamodb'))
await check('bloop-ts/local without @aws-sdk/client-dynamodb-streams', async () => {
  const source = `
    const describe = local()({ _tag: 'DescribeStream', table: 'users', stream: 'arn:aws:dynamodb:eu-west-1:0:table/users/stream/1' })
    describe().then((answer) => {
      const text = JSON.stringify(answer)
      if (!text.includes('@aws-sdk/client-dynamodb-streams')) throw new Error(text)
    })`
  for (const [directory, line] of /** @type {const} */ ([
    [esm, `import { local } from 'bloop-ts/local'`],
    [cjs, `const { local } = require('bloop-ts/local')`],
  ])) {
    writeFileSync(join(directory, 'lacking.js'), `${line}\n${source}`)
    node(directory, 'lacking.js')
  }
  const outfile = join(bundled, 'lacking.cjs')
  writeFileSync(join(bundled, 'lacking.js'), `import { local } from 'bloop-ts/local'\n${source}`)
  const entryPoints = [join(bundled, 'lacking.js')]
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' })
  node(bundled, outfile)
})

// With the optional peers. The SDK's own declarations do not all pass without skipLibCheck.
install(...['@aws-sdk/client-dynamodb', '@aws-sdk/client-dynamodb-streams', 'fast-check'].map(installed))
await compileAndRun('peers', true)

/** The laws under each runner. @param {string} version */
const runLaws = async (version) => {
  for (const runner of runners) {
    await check(`laws pass under ${runner.name} (fast-check ${version})`, () => passes(runner))
    await check(`laws fail readably under ${runner.name} (fast-check ${version})`, () => fails(runner))
  }
}
await runLaws('4')

// The ranges in package.json promise the oldest version that each of them names, too.
const oldest = Object.entries(manifest(root).peerDependencies).map(
  ([name, range]) => `${name}@${range.split(' ')[0].slice(1)}`,
)
await check(`installs with ${oldest.join(', ')}`, () => install(...oldest))
for (const program of ['consumer', 'peers']) {
  await check(`${program} compiles and runs with the oldest peers`, () => {
    tsconfig(esm, program, { skipLibCheck: true })
    node(esm, tsc)
    node(esm, `${program}.js`)
  })
}

await runLaws('3')

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
