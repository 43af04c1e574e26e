/** The service as `npm run service` starts it, but for the hash; its argument is the endpoint of DynamoDB Local, if any. */
import { showError } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as TE from 'fp-ts/TaskEither'
import { serve } from '../../examples/service/server'
import { prepare, seed } from '../../examples/service/store'
import { systemEnv } from '../../examples/service/system'
import { storeOf } from '../../examples/tour/terminal'
import { population } from './scenarios'
import { cheapHash, serving } from './serving'

const [endpoint] = process.argv.slice(2)
const [, store] = await storeOf(endpoint === undefined ? { _tag: 'Memory' } : { _tag: 'Local', endpoint })
const env = { ...systemEnv(store), hash: (password: string) => TE.right(cheapHash(password)) }
const prepared = await pipe(
  prepare,
  RTE.flatMap(() => seed(population)),
)(env)()
if (E.isLeft(prepared)) throw new Error(showError(prepared.left.error))
await serving(serve(env))
