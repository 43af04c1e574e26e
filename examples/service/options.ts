/** The command line of the service. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { parseOptions as parseStore, type Options as Store } from '../tour/options'
import type { StoreOptions } from '../tour/terminal'

export type Options =
  | { readonly _tag: 'Serve'; readonly store: StoreOptions; readonly port: number; readonly users: number }
  | { readonly _tag: 'Help' }

export const usage = [
  'A web service over bloop-ts: users and posts, on http://127.0.0.1.',
  '',
  'npm run service                       in memory: the embedded interpreter',
  'npm run service -- --endpoint URL     on DynamoDB Local; `npm run emulator` starts one and says its URL',
  'npm run service -- --aws              on DynamoDB, with the usual credentials and region of AWS',
  'npm run service -- --port N           on this port; on a free one where it is left out',
  'npm run service -- --seed N           with so many users to begin with, where there are none; 60 where it is left out',
  'npm run service -- --help             this',
  '',
  "It makes the tables 'bloop-service-users' and 'bloop-service-posts', and leaves them.",
]

/** Takes `--name N` out of the arguments. */
const number = (
  args: ReadonlyArray<string>,
  name: string,
  most: number,
  otherwise: number,
): E.Either<string, { readonly value: number; readonly rest: ReadonlyArray<string> }> => {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`))
  if (at < 0) return E.right({ value: otherwise, rest: args })
  const inline = args[at] === name ? undefined : args[at]?.slice(name.length + 1)
  const text = inline ?? args[at + 1] ?? ''
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  return value <= most
    ? E.right({ value, rest: [...args.slice(0, at), ...args.slice(at + (inline === undefined ? 2 : 1))] })
    : E.left(`${name} needs a whole number of at most ${most}`)
}

/** What the arguments ask for; `Left` says what is wrong with them. */
export const parseOptions = (args: ReadonlyArray<string>): E.Either<string, Options> =>
  pipe(
    E.Do,
    E.bind('port', () => number(args, '--port', 65_535, 0)),
    E.bind('seed', ({ port }) => number(port.rest, '--seed', 100_000, 60)),
    E.bind('store', ({ seed }) => parseStore(seed.rest)),
    E.map(({ port, seed, store }) => options(store, port.value, seed.value)),
  )

const options = (store: Store, port: number, users: number): Options =>
  store._tag === 'Help' ? store : { _tag: 'Serve', store, port, users }
