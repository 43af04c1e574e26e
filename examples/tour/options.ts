/** The command line: which store the tour is made in. */
import * as E from 'fp-ts/Either'

export type Options =
  | { readonly _tag: 'Memory' }
  | { readonly _tag: 'Local'; readonly endpoint: string }
  | { readonly _tag: 'Aws' }
  | { readonly _tag: 'Help' }

export const usage = [
  'The tour of bloop-ts: 3,201 films through a model into a table, and what can be asked of it.',
  '',
  'npm start                           in memory: the embedded interpreter',
  'npm start -- --endpoint URL         on DynamoDB Local; `npm run emulator` starts one and says its URL',
  'npm start -- --aws                  on DynamoDB, with the usual credentials and region of AWS',
  'npm start -- --help                 this',
  '',
  "It makes a table 'bloop-tour-films' and deletes it at the end. One that an earlier tour left is deleted",
  'before it begins; another of that name, with another key or other indexes, is left alone, and the tour ends.',
  'NO_COLOR=1 keeps it without colours.',
]

/** What the arguments ask for; `Left` says what is wrong with them. */
export const parseOptions = ([first, second, ...rest]: ReadonlyArray<string>): E.Either<string, Options> => {
  const [flag, inline] = first?.startsWith('--endpoint=') ? ['--endpoint', first.slice(11)] : [first, undefined]
  const url = inline ?? second
  const surplus = flag === '--endpoint' && inline === undefined ? rest[0] : second
  if (flag === undefined) return E.right({ _tag: 'Memory' })
  if (flag === '--help' || flag === '-h') return E.right({ _tag: 'Help' })
  if (flag !== '--aws' && flag !== '--endpoint') return E.left(`there is no '${flag}'`)
  if (surplus !== undefined) return E.left(`'${surplus}' after '${flag}' is too much`)
  if (flag === '--aws') return E.right({ _tag: 'Aws' })
  return url !== undefined && URL.canParse(url)
    ? E.right({ _tag: 'Local', endpoint: url })
    : E.left('--endpoint needs a URL, such as http://localhost:8000')
}
