/** Mutants of batches and transactions of an interpreter. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `batches and transactions > ${name}`)

const batch = 'src/interpreter/memory/batch.ts'
const transact = 'src/interpreter/memory/transact.ts'
const tokens = 'src/interpreter/memory/tokens.ts'

/** Faults of batches. */
export const batches: ReadonlyArray<Mutant> = [
  {
    name: 'keys at which nothing is are told to be unprocessed',
    file: batch,
    from: 'if (entry === undefined) return\n',
    to: 'if (entry === undefined) return void rest.push(key)\n',
    kills: laws('a batch reads all that is there, and nothing else'),
  },
  {
    name: 'a batch reads the first keys, and loses those that it leaves unprocessed',
    file: batch,
    from: 'asked.keys.forEach((key, j) => {',
    to: 'asked.keys.slice(0, 4).forEach((key, j) => {',
    kills: laws('a batch reads all that is there, and nothing else'),
  },
  {
    name: 'a batch puts, and does not delete',
    file: batch,
    from: 'changes.push(change.right)',
    to: "if (write._tag === 'Put') changes.push(change.right)",
    kills: laws('a batch writes all of it'),
  },
  {
    name: 'of a batch the last write is done',
    file: batch,
    from: 'changes.reduce(commit, state),',
    to: 'changes.reduce((_, change) => commit(state, change), state),',
    kills: laws('a batch writes all of it'),
  },
]

/** Faults of transactions. */
export const transactions: ReadonlyArray<Mutant> = [
  {
    name: 'the reasons of a cancellation are in another order than the actions',
    file: transact,
    from: 'const reasons = plans.map((planned) => reason(isLeft(planned) ? planned.left : undefined))',
    to: 'const reasons = plans.map((planned) => reason(isLeft(planned) ? planned.left : undefined)).reverse()',
    kills: laws('a transaction does everything, or nothing with a reason at each place'),
  },
  {
    name: 'a cancellation has reasons for the actions that failed alone',
    file: transact,
    from: 'const reasons = plans.map((planned) => reason(isLeft(planned) ? planned.left : undefined))',
    to: 'const reasons = plans.filter(isLeft).map((planned) => reason(planned.left))',
    kills: laws('a transaction does everything, or nothing with a reason at each place'),
  },
  {
    name: 'a cancelled transaction is half applied',
    file: transact,
    from: "return [state, left({ _tag: 'TransactionCanceled', reasons })]\n  }\n  const bytes",
    to: "return [changes.reduce(commit, state), left({ _tag: 'TransactionCanceled', reasons })]\n  }\n  const bytes",
    kills: laws('a transaction does everything, or nothing with a reason at each place'),
  },
  {
    name: 'a check deletes what it checks',
    file: 'src/interpreter/memory/write.ts',
    from: 'return planAt(table, action.key, action.condition, itemOnFailure, false)',
    to: 'return planAt(table, action.key, action.condition, itemOnFailure, true)',
    kills: laws('a transaction does everything, or nothing with a reason at each place'),
  },
  {
    name: 'a token is forgotten',
    file: transact,
    from: 'token === undefined ? written : remember(written, token, operation),',
    to: 'written,',
    kills: laws(
      'a transaction with a token is done once, however often it is asked',
      'a token of another transaction is refused, and nothing is done',
    ),
  },
  {
    name: 'a transaction that was done is done again, though its token is known',
    file: transact,
    from: 'if (before !== undefined) {',
    to: "if (before !== undefined && before._tag === 'Left') {",
    kills: laws('a transaction with a token is done once, however often it is asked'),
  },
  {
    name: 'a token that is known is taken for the same transaction, whatever it does',
    file: tokens,
    from: 'same(done(applied.operation), done(operation)) ? right({}) : left(mismatch)',
    to: 'right({})',
    kills: laws('a token of another transaction is refused, and nothing is done'),
  },
  {
    name: 'a transaction may write an item twice',
    file: transact,
    from: 'if (repeats(tables, actions)) return [state, left(twice)]\n',
    to: '',
    kills: laws('a transaction with an item twice is refused, and nothing is done'),
  },
  {
    name: 'a transaction may check the item that it writes',
    file: transact,
    from: 'if (place === undefined) return false\n',
    to: "if (place === undefined || action._tag === 'Check') return false\n",
    kills: laws('a transaction with an item twice is refused, and nothing is done'),
  },
  {
    name: 'a transaction leaves out the reads that found nothing',
    file: transact,
    from: 'if (returnConsumed !== true) return [state, right({ items })]',
    to: 'if (returnConsumed !== true) return [state, right({ items: items.filter((item) => item !== undefined) })]',
    kills: laws('a transaction reads what single reads do, in the order asked'),
  },
  {
    name: 'a transaction answers its reads in the order of the store',
    file: transact,
    from: 'const entries = places.map((place, i)',
    to: 'const entries = [...places].sort().map((place, i)',
    kills: laws('a transaction reads what single reads do, in the order asked'),
  },
]
