/** Mutants of operations on one item, and of what is refused. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `operations on one item > ${name}`)

const refusal = (name: string): string => `refusals > ${name}`

const single = 'src/interpreter/memory/single.ts'
const write = 'src/interpreter/memory/write.ts'

/** Faults of reads and writes of one item. */
export const items: ReadonlyArray<Mutant> = [
  {
    name: 'a read leaves out what is null',
    file: single,
    from: 'const item = answered(entry)',
    to: "const item = Object.fromEntries(Object.entries(answered(entry)).filter(([, value]) => !('NULL' in value)))",
    kills: laws('put; get = the item'),
  },
  {
    name: 'a put keeps the attributes that it does not name',
    file: write,
    from: 'place, old, entry: entryOf(table, item, size, place, old) })',
    to: 'place, old, entry: entryOf(table, { ...old?.item, ...item }, size, place, old) })',
    kills: laws('put; put = the last put'),
  },
  {
    name: 'a put does not replace what is there',
    file: write,
    from: 'place, old, entry: entryOf(table, item, size, place, old) })',
    to: 'place, old, entry: old ?? entryOf(table, item, size, place, old) })',
    kills: laws('put; put = the last put'),
  },
  {
    name: 'deleting what is not there fails',
    file: write,
    from: 'return right({ table: shape.schema.name, place, old, entry: deletes ? undefined : old })',
    to: "return old === undefined && deletes ? left({ _tag: 'ConditionFailed', table: shape.schema.name }) : right({ table: shape.schema.name, place, old, entry: deletes ? undefined : old })",
    kills: laws('delete; get = nothing, and deleting again succeeds'),
  },
  {
    name: 'a deleted item stays, without its attributes',
    file: write,
    from: 'entry: deletes ? undefined : old })',
    to: 'entry: deletes ? entryOf(table, key, 0, place, old) : old })',
    kills: laws('delete; get = nothing, and deleting again succeeds'),
  },
  {
    name: 'a failed condition is told, and the write is done all the same',
    file: single,
    from: 'if (isLeft(change)) return [state, left(alone(change.left))]',
    to: `if (isLeft(change)) {
    const done = plan(table, { ...action, condition: { _tag: 'Always' } }, bytes, itemOnFailure)
    return [isLeft(done) ? state : commit(state, done.right), left(alone(change.left))]
  }`,
    kills: laws('a write is done exactly where its condition holds; where it does not, nothing changes'),
  },
  {
    name: 'where there is no item a condition holds',
    file: write,
    from: 'evaluate(condition)(old === undefined ? nothing : old.item)',
    to: 'old === undefined || evaluate(condition)(old.item)',
    kills: laws('a write is done exactly where its condition holds; where it does not, nothing changes'),
  },
  {
    name: 'a deletion drops its condition',
    file: write,
    from: 'return planAt(table, action.key, action.condition, itemOnFailure, true)',
    to: "return planAt(table, action.key, { _tag: 'Always' }, itemOnFailure, true)",
    kills: laws('a write is done exactly where its condition holds; where it does not, nothing changes'),
  },
  {
    name: 'between what a write reads and what it stores others may write',
    file: 'src/interpreter/memory/handle.ts',
    from: `(operation) => () => {
    const [after, answer] = keeping.step(upToDate(), operation)
    kept = after
    return Promise.resolve(answer)
  }`,
    to: `(operation) => async () => {
    const [after, answer] = keeping.step(upToDate(), operation)
    await undefined
    kept = after
    return answer
  }`,
    kills: laws('of many puts at once where nothing is, exactly one is done'),
  },
  {
    name: 'an update that only takes away creates the item',
    file: write,
    from: 'old === undefined && !creates(update) ? undefined : entryOf',
    to: 'entryOf',
    kills: laws('an update does what it means, or nothing'),
  },
  {
    name: 'an update does its actions one after another, and each sees what those before it did',
    file: write,
    from: 'const after = apply(update)(before)',
    to: `let after = apply({ ...update, actions: [] })(before)
  for (const action of update.actions) if (after._tag === 'Right') after = apply({ ...update, actions: [action] })(after.right)`,
    kills: laws('an update does what it means, or nothing'),
    numRuns: 1000,
  },
  {
    name: 'the values before an update are those after it',
    file: single,
    from: 'return written(old === undefined ? undefined : answered(old))',
    to: 'return written(entry === undefined ? undefined : answered(entry))',
    kills: laws('an update answers the item as it was and as it is'),
  },
  {
    name: 'the values after an update are those that it wrote, and not the item',
    file: single,
    from: "case 'new':\n      return written(entry === undefined ? undefined : answered(entry))",
    to: "case 'new':\n      return touched(action, entry)",
    kills: laws('an update answers the item as it was and as it is'),
  },
]

/** Faults of what is refused, and of what a store keeps. */
export const refusals: ReadonlyArray<Mutant> = [
  {
    name: 'what is no operation is not answered',
    file: 'src/interpreter/memory/step.ts',
    from: 'if (wrong !== undefined) return [state, left(wrong)] as unknown as Answer',
    to: 'if (wrong !== undefined) return [state, wrong] as unknown as Answer',
    kills: [refusal('an operation that is none is answered')],
  },
  {
    name: 'a read of a table that is not there finds nothing',
    file: single,
    from: 'if (table === undefined) return [state, left(noTable(name))]\n  const refused = refusedKey',
    to: 'if (table === undefined) return [state, right({})]\n  const refused = refusedKey',
    kills: [refusal('where there is no table, every operation fails')],
  },
  {
    name: 'a table that is there is made again, empty',
    file: 'src/interpreter/memory/tables.ts',
    from: "if (tableOf(state, schema.name) !== undefined) return [state, left({ _tag: 'TableInUse', table: schema.name })]\n",
    to: '',
    kills: [refusal('a table that is there is not made again')],
  },
  {
    name: 'now and then a write is answered, and lost',
    file: 'src/interpreter/memory/handle.ts',
    from: `const interpreter: Interpreter = (operation) => () => {
    const [after, answer] = keeping.step(upToDate(), operation)
    kept = after`,
    to: `let asked = 0
  const interpreter: Interpreter = (operation) => () => {
    const [after, answer] = keeping.step(upToDate(), operation)
    if (++asked % 31 > 0) kept = after`,
    kills: ['an interpreter agrees with memory > operations are answered as in memory, and leave the same items'],
  },
]
