/** `npm run service`: users and posts over HTTP, with a page. The code: examples/service/ */
import { showError } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { type Options, parseOptions, usage } from './service/options'
import { serve } from './service/server'
import { prepare, seed } from './service/store'
import { systemEnv } from './service/system'
import { complain, print, storeOf } from './tour/terminal'

/** Serves until it is told to stop; answers what the process ends with, where it cannot begin. */
const main = async ({ store, port, users }: Extract<Options, { readonly _tag: 'Serve' }>): Promise<number> => {
  const [name, interpreter] = await storeOf(store)
  const env = systemEnv(interpreter)
  const prepared = await pipe(
    prepare,
    RTE.flatMap(() => seed(users)),
  )(env)()
  if (E.isLeft(prepared)) {
    complain('service', showError(prepared.left.error))
    return 1
  }
  const app = serve(env, { logger: { level: 'error', stream: process.stderr } })
  const stop = () => void app.close()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const address = await app.listen({ host: '127.0.0.1', port })
    print([
      `bloop-ts on ${name}, with ${prepared.right} new users`,
      `The page:  ${address}/`,
      `The API:   ${address}/docs`,
    ])
    return 0
  } catch (error) {
    complain('service', `it cannot listen on port ${port}: ${E.toError(error).message}`)
    return 1
  }
}

process.exitCode = await pipe(
  parseOptions(process.argv.slice(2)),
  E.match(
    (problem) => {
      complain('service', problem, ['', ...usage])
      return Promise.resolve(2)
    },
    (options) => {
      if (options._tag === 'Serve') return main(options)
      print(usage)
      return Promise.resolve(0)
    },
  ),
)
