/** `npm start`: the tour, on the screen. */
import { readFileSync } from 'node:fs'
import type { Interpreter } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { readFilms } from './tour/file'
import { type Options, parseOptions, usage } from './tour/options'
import { bar, coloured, plain, showStep, showTitle } from './tour/screen'
import type { Watch } from './tour/step'
import { isAsExpected, summary } from './tour/summary'
import { tour } from './tour/tour'

const print = (lines: ReadonlyArray<string>): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

const complain = (problem: string, more: ReadonlyArray<string> = []): void => {
  process.stderr.write([`tour: ${problem}`, ...more, ''].join('\n'))
}

/** Where the tour is made. The AWS SDK is loaded only where it is needed. */
const storeOf = async (options: Options): Promise<readonly [name: string, Interpreter]> => {
  switch (options._tag) {
    case 'Local': {
      const { local } = await import('bloop-ts/local')
      return [`DynamoDB Local at ${options.endpoint}`, local({ endpoint: options.endpoint, retry: { attempts: 3 } })]
    }
    case 'Aws': {
      const { aws } = await import('bloop-ts/aws')
      return ['DynamoDB on AWS', aws()]
    }
    default:
      return ['the embedded interpreter', inMemory()]
  }
}

/** Prints as it goes; how far the writing is as a bar on a terminal, as a line for each quarter elsewhere. */
const onScreen = (films: number): Watch => {
  const { isTTY } = process.stdout
  const style = isTTY && (process.env.NO_COLOR ?? '') === '' ? coloured : plain
  let written = 0
  return {
    onBegin: (title, number) => print(showTitle(style)(title, number)),
    onStep: (step) => print(showStep(style)(step)),
    onWritten: (count) => {
      const quarters = (n: number) => Math.floor((n / films) * 4)
      const before = quarters(written)
      written += count
      if (isTTY) process.stdout.write(`\r${bar(written, films)}${written < films ? '' : '\n'}`)
      else if (quarters(written) > before) print([`    ${quarters(written) * 25} % written`])
    },
  }
}

const main = async (options: Options): Promise<number> => {
  const started = performance.now()
  const file = new URL('./data/movies.json', import.meta.url)
  const reading = pipe(
    E.tryCatch(
      () => readFileSync(file, 'utf8'),
      (error) => `the film file cannot be read: ${error}`,
    ),
    E.flatMap(readFilms),
  )
  if (E.isLeft(reading)) {
    complain(reading.left)
    return 1
  }
  const [name, interpreter] = await storeOf(options)
  print([
    `bloop-ts on ${name}`,
    'Each step: its requests, as they are sent, and what came of them (✓). The code: examples/tour/',
  ])
  const steps = await tour(reading.right, onScreen(reading.right.accepted.length))(interpreter)()
  print(['', summary(reading.right, steps, performance.now() - started)])
  return isAsExpected(steps) ? 0 : 1
}

process.exitCode = await pipe(
  parseOptions(process.argv.slice(2)),
  E.match(
    (problem) => {
      complain(problem, ['', ...usage])
      return Promise.resolve(2)
    },
    (options) => {
      if (options._tag !== 'Help') return main(options)
      print(usage)
      return Promise.resolve(0)
    },
  ),
)
