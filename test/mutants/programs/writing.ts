/** Mutants of writes as programs. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `programs > ${name}`)

const conditional = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `programs with conditions > ${name}`)

/** Faults of the writes of one item. */
export const single: ReadonlyArray<Mutant> = [
  {
    name: 'what is falsy is not saved: no zero and no empty text',
    file: 'src/program/write/constructors.ts',
    from: 'return stored === undefined\n',
    to: "return stored === undefined || ('N' in stored && !Number(stored.N))\n",
    kills: laws('save, then find = the item'),
  },
  {
    name: 'a save puts the item, and forgets what other models keep in it',
    file: 'src/program/write/constructors.ts',
    from: 'creates ? [update(actions, conditionOf(given))]',
    to: "creates ? [{ _tag: 'Put', table: model.schema.name, item, condition: conditionOf(given) }]",
    kills: laws('save keeps what another model declares'),
  },
  {
    name: 'a put keeps the attributes that it does not name',
    file: 'src/interpreter/memory/write.ts',
    from: 'place, old, entry: entryOf(table, item, size, place, old) })',
    to: 'place, old, entry: entryOf(table, { ...old?.item, ...item }, size, place, old) })',
    kills: laws('put, put = the last put'),
  },
  {
    name: 'a change sets what is new, and does not remove what is gone',
    file: 'src/expression/update/diff.ts',
    from: "if (!Object.hasOwn(after, name)) actions.push({ _tag: 'Remove', path: at(name) })",
    to: '',
    kills: laws('change a b = save b, where a is stored'),
  },
  {
    name: 'a change goes from the new value to the old one',
    file: 'src/program/write/constructors.ts',
    from: 'diff(old, item)',
    to: 'diff(item, old)',
    kills: laws('change a b = save b, where a is stored'),
  },
]

/** Faults of conditions on the way to the store. */
export const conditions: ReadonlyArray<Mutant> = [
  {
    name: 'a put drops its condition',
    file: 'src/program/write/constructors.ts',
    from: "() => [{ _tag: 'Put', table: model.schema.name, item, condition: conditionOf(given) }],",
    to: "() => [{ _tag: 'Put', table: model.schema.name, item, condition: always }],",
    kills: conditional(
      'of n concurrent writes if absent exactly one wins, and stays',
      'a failed condition leaves the state as it was',
      'a snapshot detects a change, and only a change',
    ),
  },
  {
    name: 'if absent is if present',
    file: 'src/program/write/conditions.ts',
    from: "return { _tag: 'Missing', path: { _tag: 'Path', attribute: name, segments: [name] } }",
    to: "return { _tag: 'Exists', path: { _tag: 'Path', attribute: name, segments: [name] } }",
    kills: conditional('of n concurrent writes if absent exactly one wins, and stays'),
  },
  {
    name: 'a snapshot does not see that an attribute was added',
    file: 'src/program/write/conditions.ts',
    from: "? { _tag: 'Missing', path }",
    to: "? { _tag: 'Always' }",
    kills: conditional('a snapshot detects a change, and only a change'),
  },
  {
    name: 'a snapshot looks at the key alone',
    file: 'src/program/write/conditions.ts',
    from: 'model.declared(value as never).map((name): Condition',
    to: "model.declared(value as never).filter((name) => name === 'p').map((name): Condition",
    kills: conditional('a snapshot detects a change, and only a change'),
  },
  {
    name: 'a failed condition is told, and the write is done all the same',
    file: 'src/interpreter/memory/single.ts',
    from: 'if (isLeft(change)) return [state, left(alone(change.left))]',
    to: `if (isLeft(change)) {
    const done = plan(table, { ...action, condition: { _tag: 'Always' } }, bytes, itemOnFailure)
    return [isLeft(done) ? state : commit(state, done.right), left(alone(change.left))]
  }`,
    kills: conditional('a failed condition leaves the state as it was'),
  },
  {
    name: 'a transaction drops the conditions of its puts',
    file: 'src/program/write/transact.ts',
    from: 'actions: requests.map(({ action }) => action),\n              itemOnFailure',
    to: "actions: requests.map(({ action }) => (action._tag === 'Put' ? { ...action, condition: { _tag: 'Always' } } : action)),\n              itemOnFailure",
    kills: conditional('writes with conditions: a transaction = one by one, or nothing'),
  },
  {
    name: 'a transaction drops its checks',
    file: 'src/program/write/transact.ts',
    from: 'actions: requests.map(({ action }) => action),\n              itemOnFailure',
    to: "actions: requests.filter(({ action }) => action._tag !== 'Check').map(({ action }) => action),\n              itemOnFailure",
    kills: [...laws('a transaction is all or nothing', 'writes: a transaction = one by one, or nothing')],
  },
]

/** Faults of batches and transactions. */
export const together: ReadonlyArray<Mutant> = [
  {
    name: 'of an item that is written twice in a batch the first write counts',
    file: 'src/program/write/plan.ts',
    from: 'const wave = (last.get(identity) ?? -1) + 1',
    to: 'if (last.has(identity)) continue\n    const wave = (last.get(identity) ?? -1) + 1',
    kills: laws('writes: batch = one by one'),
  },
  {
    name: 'a call of a batch has more writes than DynamoDB takes',
    file: 'src/program/write/load.ts',
    from: 'if (writes.length >= maxBatchWrites) return false',
    to: 'if (writes.length > maxBatchWrites) return false',
    kills: laws('writes: batch = one by one'),
  },
  {
    name: 'a write for which a call has no room is lost',
    file: 'src/program/write/load.ts',
    from: 'load.add(write)\n    loads.push(load)',
    to: 'loads.push(load)',
    kills: laws('writes: batch = one by one'),
  },
  {
    name: 'the deletions of a transaction are left out',
    file: 'src/program/write/transact.ts',
    from: 'actions: requests.map(({ action }) => action),\n              itemOnFailure',
    to: "actions: requests.filter(({ action }) => action._tag !== 'Delete').map(({ action }) => action),\n              itemOnFailure",
    kills: laws('writes: a transaction = one by one, or nothing'),
  },
  {
    name: 'a cancelled transaction is half applied',
    file: 'src/interpreter/memory/transact.ts',
    from: "return [state, left({ _tag: 'TransactionCanceled', reasons })]\n  }\n  const bytes",
    to: "return [changes.reduce(commit, state), left({ _tag: 'TransactionCanceled', reasons })]\n  }\n  const bytes",
    kills: [
      ...laws('a transaction is all or nothing'),
      ...conditional('writes with conditions: a transaction = one by one, or nothing'),
    ],
  },
]
