/** `npm start`: the tour, on the screen. */
import { readFileSync } from 'node:fs'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { readFilms } from './tour/file'
import { usage } from './tour/options'
import { bar, showStep, showTitle } from './tour/screen'
import type { Watch } from './tour/step'
import { isAsExpected, summary } from './tour/summary'
import { complain, print, type StoreOptions, start, storeOf, styleOf } from './tour/terminal'
import { tour } from './tour/tour'

/** Prints as it goes; how far the writing is as a bar on a terminal, as a line for each quarter elsewhere. */
const onScreen = (films: number): Watch => {
  const { isTTY } = process.stdout
  const style = styleOf()
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

const main = async (options: StoreOptions): Promise<number> => {
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
    complain('tour', reading.left)
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

process.exitCode = await start('tour', usage, main)
