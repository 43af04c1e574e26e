/** What the examples have in common: where they run, what they print, and how they end. */
import type { Interpreter } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { type Options, parseOptions } from './options'
import { coloured, plain, type Style } from './screen'

/** An option that names a store. */
export type StoreOptions = Exclude<Options, { readonly _tag: 'Help' }>

export const print = (lines: ReadonlyArray<string>): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''))
}

/** Colours on a terminal, unless they are not wanted. */
export const styleOf = (): Style => (process.stdout.isTTY && (process.env.NO_COLOR ?? '') === '' ? coloured : plain)

export const complain = (name: string, problem: string, more: ReadonlyArray<string> = []): void => {
  process.stderr.write([`${name}: ${problem}`, ...more, ''].join('\n'))
}

/** Where an example runs. The AWS SDK is loaded only where it is needed. */
export const storeOf = async (options: StoreOptions): Promise<readonly [name: string, Interpreter]> => {
  switch (options._tag) {
    case 'Local': {
      const { local } = await import('bloop-ts/local')
      return [`DynamoDB Local at ${options.endpoint}`, local({ endpoint: options.endpoint, retry: { attempts: 3 } })]
    }
    case 'Aws': {
      const { aws } = await import('bloop-ts/aws')
      return ['DynamoDB on AWS', aws()]
    }
    case 'Memory':
      return ['the embedded interpreter', inMemory()]
  }
}

/** Runs an example as its arguments say; answers what the process ends with. */
export const start = (
  name: string,
  usage: ReadonlyArray<string>,
  main: (options: StoreOptions) => Promise<number>,
): Promise<number> =>
  pipe(
    parseOptions(process.argv.slice(2)),
    E.match(
      (problem) => {
        complain(name, problem, ['', ...usage])
        return Promise.resolve(2)
      },
      (options) => {
        if (options._tag !== 'Help') return main(options)
        print(usage)
        return Promise.resolve(0)
      },
    ),
  )
