// The empty project that the tarball is installed in, and the ways to use it there.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from '../../scripts/source.mjs'

export const here = fileURLToPath(new URL('.', import.meta.url))

const work = mkdtempSync(join(tmpdir(), 'bloop-ts-packed-'))
process.once('exit', () => rmSync(work, { recursive: true, force: true }))

/** Three directories that share one node_modules. */
export const esm = join(work, 'esm')
export const cjs = join(work, 'cjs')
export const bundled = join(work, 'bundled')

/** @param {string} path @param {object} content */
const json = (path, content) => writeFileSync(path, JSON.stringify(content, null, 2))

json(join(work, 'package.json'), { private: true })
for (const directory of [esm, cjs, bundled]) {
  mkdirSync(directory)
  json(join(directory, 'package.json'), { type: directory === cjs ? 'commonjs' : 'module' })
}

/**
 * Runs a command and gives back what it prints. When it fails, that is the error.
 *
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 */
export const run = (cwd, command, ...args) => {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error)
    throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`)
  }
}

/** @param {string} cwd @param {string[]} args */
export const node = (cwd, ...args) => {
  run(cwd, process.execPath, ...args)
}

/** Packs this project, building it first. */
export const pack = () => {
  run(root, 'npm', 'pack', '--pack-destination', work)
  const { name, version } = manifest(root)
  return join(work, `${name}-${version}.tgz`)
}

/** @param {string[]} packages */
export const install = (...packages) => {
  run(work, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', ...packages)
}

/** @param {string} directory */
export const manifest = (directory) => JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))

/** The version of a package that this project has, which npm's cache has too. @param {string} name */
export const installed = (name) => `${name}@${manifest(join(root, 'node_modules', name)).version}`

/**
 * Writes the tsconfig.json of one program.
 *
 * @param {string} directory
 * @param {string} program
 * @param {{ skipLibCheck: boolean, types?: string[] }} options
 */
export const tsconfig = (directory, program, { skipLibCheck, types = ['node'] }) => {
  const modules =
    directory === bundled
      ? { module: 'esnext', moduleResolution: 'bundler' }
      : { module: 'nodenext', moduleResolution: 'nodenext' }
  const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck }
  const compilerOptions = { ...modules, ...strict, types, target: 'es2022', lib: ['es2022', 'dom'] }
  json(join(directory, 'tsconfig.json'), { compilerOptions, files: [`${program}.ts`] })
}

/**
 * Bundles some code for a browser: the files that are left of it, and its size.
 *
 * @param {string} contents
 */
export const bundle = async (contents) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: bundled },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    outfile: 'bundle.js',
    logLevel: 'silent',
  })
  const [output] = Object.values(metafile.outputs)
  const inputs = Object.entries(output?.inputs ?? {})
  const code = outputFiles[0]?.contents ?? new Uint8Array()
  return {
    files: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path),
    size: `${code.length} bytes, ${gzipSync(code).length} compressed`,
  }
}
