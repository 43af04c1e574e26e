/** The command line: from where to where, which tables, and how. */
import * as E from 'fp-ts/Either'

/** One side. */
export type Side =
  | { readonly _tag: 'Memory' }
  | { readonly _tag: 'Local'; readonly endpoint: string }
  | { readonly _tag: 'Aws'; readonly region: string }

export interface Run {
  readonly _tag: 'Run'
  readonly from: Side
  readonly to: Side
  /** None where the source is in memory: it is then made up. */
  readonly tables: ReadonlyArray<string>
  /** The directory of the checkpoints. */
  readonly checkpoint: string | undefined
  readonly guarded: boolean
  /** Whether both sides are only compared. */
  readonly verify: boolean
  /** For how long a source in memory is written. */
  readonly seconds: number
}

export type Options = Run | { readonly _tag: 'Help' }

export const usage = [
  'Replicates tables: copies all items, and then follows the stream of their changes, until Ctrl-C.',
  '',
  'npm run replicate                                  a demo: between two regions in memory, with a writer going on',
  'npm run replicate -- --from SIDE --to SIDE --table NAME [--table NAME ...]',
  'npm run replicate -- --help                        this',
  '',
  'A SIDE is `memory`, the URL of a DynamoDB Local, or `aws:REGION`. From memory there is one table, made up; elsewhere',
  'the tables need a stream of new images. Tables that the target does not have are made there.',
  '',
  '--checkpoint DIR   keeps how far each table came, so that the next run goes on from there',
  '--guarded          writes each item in a transaction with a row of a ledger, so that none is ever taken back',
  '--verify           compares both sides, and changes nothing',
  '--seconds N        how long a source in memory is written: 5',
  '',
  'Ctrl-C ends it gracefully: what is under way is finished, and the place saved. Ctrl-C again ends it at once.',
]

const sideOf = (text: string | undefined, flag: string): E.Either<string, Side> => {
  if (text === 'memory') return E.right({ _tag: 'Memory' })
  const region = /^aws:([a-z0-9-]+)$/.exec(text ?? '')?.[1]
  if (region !== undefined) return E.right({ _tag: 'Aws', region })
  return text !== undefined && /^https?:/.test(text) && URL.canParse(text)
    ? E.right({ _tag: 'Local', endpoint: text })
    : E.left(`${flag} needs 'memory', 'aws:REGION' or a URL, such as http://localhost:8000`)
}

const demo: Run = {
  _tag: 'Run',
  from: { _tag: 'Memory' },
  to: { _tag: 'Memory' },
  tables: [],
  checkpoint: undefined,
  guarded: false,
  verify: false,
  seconds: 5,
}

/** One option, and how many arguments it takes. */
const optionOf = (
  run: Run,
  flag: string,
  value: string | undefined,
): readonly [taken: 1 | 2, next: E.Either<string, Run>] => {
  switch (flag) {
    case '--from':
    case '--to':
      return [2, E.map((side: Side): Run => ({ ...run, [flag.slice(2)]: side }))(sideOf(value, flag))]
    case '--table':
      return [
        2,
        value === undefined || value.startsWith('--')
          ? E.left('--table needs the name of a table')
          : E.right({ ...run, tables: [...run.tables, value] }),
      ]
    case '--checkpoint':
      return [
        2,
        value === undefined || value.startsWith('--')
          ? E.left('--checkpoint needs a directory')
          : E.right({ ...run, checkpoint: value }),
      ]
    case '--seconds':
      return [
        2,
        value !== undefined && /^\d+(\.\d+)?$/.test(value)
          ? E.right({ ...run, seconds: Number(value) })
          : E.left('--seconds needs a number'),
      ]
    case '--guarded':
      return [1, E.right({ ...run, guarded: true })]
    case '--verify':
      return [1, E.right({ ...run, verify: true })]
    default:
      return [1, E.left(`there is no '${flag}'`)]
  }
}

const wholeOf = (run: Run): E.Either<string, Run> => {
  if (run.from._tag !== 'Memory' && run.tables.length === 0) return E.left('which tables? --table NAME')
  if (run.from._tag === 'Memory' && run.tables.length > 0) return E.left('a source in memory has no table but its own')
  if (run.from._tag === 'Memory' && run.checkpoint !== undefined)
    return E.left('a source in memory is gone at the end: there is nothing to go on with from a checkpoint')
  if (run.verify && (run.from._tag === 'Memory' || run.to._tag === 'Memory'))
    return E.left('--verify compares two sides that are there')
  if (run.from._tag !== 'Memory' && JSON.stringify(run.from) === JSON.stringify(run.to))
    return E.left('both sides are the same: a table is not replicated to itself')
  return E.right(run)
}

/** What the arguments ask for; `Left` says what is wrong with them. */
export const parseOptions = (args: ReadonlyArray<string>): E.Either<string, Options> => {
  if (args.includes('--help') || args.includes('-h')) return E.right({ _tag: 'Help' })
  let run = demo
  for (let at = 0; at < args.length; ) {
    const [flag = '', inline] = (args[at] ?? '').split(/=(.*)/s)
    const [taken, next] = optionOf(run, flag, inline ?? args[at + 1])
    if (E.isLeft(next)) return next
    if (taken === 1 && inline !== undefined) return E.left(`${flag} takes no value`)
    run = next.right
    at += inline === undefined ? taken : 1
  }
  return wholeOf(run)
}
