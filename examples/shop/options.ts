/** The command line of the shop. */
import { parseArgs } from 'node:util'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'

/** How many runs each law has, and the seed that all of them come from. */
export interface Options {
  readonly runs: number
  readonly seed: number
  readonly help: boolean
}

export const usage = [
  'The shop: many clients at once, in every order that chance has it, and on bad days. The code: examples/shop/',
  '',
  'npm run shop                        1,000 runs of each law',
  'npm run shop -- --runs N            so many',
  'npm run shop -- --seed S            other runs; the same seed, the same runs',
  'npm run shop -- --help              this',
]

const whole = (name: string, text: string): E.Either<string, number> =>
  /^\d{1,9}$/.test(text) && Number(text) > 0 ? E.right(Number(text)) : E.left(`--${name} needs a whole number from 1`)

const values = (args: ReadonlyArray<string>) =>
  E.tryCatch(
    () =>
      parseArgs({
        args: [...args],
        options: {
          runs: { type: 'string', default: '1000' },
          seed: { type: 'string', default: '1' },
          help: { type: 'boolean', short: 'h', default: false },
        },
      }).values,
    (error) => (error instanceof Error ? error.message : String(error)),
  )

/** What the arguments ask for; `Left` says what is wrong with them. */
export const parseOptions = (args: ReadonlyArray<string>): E.Either<string, Options> =>
  pipe(
    E.Do,
    E.apS('given', values(args)),
    E.bind('runs', ({ given }) => whole('runs', given.runs)),
    E.bind('seed', ({ given }) => whole('seed', given.seed)),
    E.map(({ given: { help }, runs, seed }) => ({ runs, seed, help })),
  )
