/** `npm run replicate`: tables, copied and followed, on the screen; Ctrl-C ends it gracefully. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemTimer } from 'bloop-ts'
import { fileCheckpoint } from 'bloop-ts/node'
import * as E from 'fp-ts/Either'
import { parseOptions, type Run, usage } from './replicate/options'
import { replicate, type World } from './replicate/replicate'
import { interpreterOf } from './replicate/sides'
import { complain, print } from './tour/terminal'

/** The signal of the first Ctrl-C; the second one ends the process. */
const interrupted = (): AbortSignal => {
  const controller = new AbortController()
  process.on('SIGINT', () => {
    if (controller.signal.aborted) process.exit(130)
    print(['', 'it ends once what is under way is finished; Ctrl-C again ends it at once'])
    controller.abort()
  })
  return controller.signal
}

/** Lines that are painted over on a terminal, ten times a second; elsewhere they are printed when a phase begins. */
const painter = () => {
  let [height, last] = [0, 0]
  const clear = () => {
    if (height > 0) process.stdout.write(`\u001b[${height}A\u001b[J`)
    height = 0
  }
  return {
    print: (lines: ReadonlyArray<string>) => {
      height = 0
      print(lines)
    },
    show: (lines: ReadonlyArray<string>, phase: boolean) => {
      if (!process.stdout.isTTY) {
        if (phase) print(lines)
        return
      }
      const now = performance.now()
      if (!phase && now - last < 100) return
      last = now
      clear()
      const { columns = 100 } = process.stdout
      print(lines.map((line) => [...line].slice(0, columns - 1).join('')))
      height = lines.length
    },
  }
}

const checkpointIn: World['checkpointIn'] = (directory) => (table) => {
  mkdirSync(directory, { recursive: true })
  return fileCheckpoint(join(directory, `${table}.json`))
}

const main = async (run: Run): Promise<number> => {
  const signal = interrupted()
  const code = await replicate(run, {
    interpreterOf,
    checkpointIn,
    signal,
    timer: systemTimer,
    now: Date.now,
    ...painter(),
  })
  return signal.aborted && code === 0 ? 130 : code
}

// Who reads what is printed has gone, and so has the one who would end it.
process.stdout.on('error', () => process.exit(1))

const options = parseOptions(process.argv.slice(2))
if (E.isLeft(options)) complain('replicate', options.left, ['', ...usage])
else if (options.right._tag === 'Help') print(usage)
process.exitCode = E.isLeft(options) ? 2 : options.right._tag === 'Help' ? 0 : await main(options.right)
