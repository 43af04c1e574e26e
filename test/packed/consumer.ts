// A small program of a user, compiled and run against the packed tarball (run.mjs) as an ES module, as CommonJS and
// bundled. Its imports are those which work in all three.
import {
  Attribute as A,
  Condition as C,
  Checkpoint,
  Model as M,
  Policy,
  Query as Q,
  Replicate,
  Stream,
  Table as T,
  Write,
} from 'bloop-ts'
import { consumer } from 'bloop-ts/lambda'
import { inMemory, seeded } from 'bloop-ts/memory'
import { compose, faulty, retrying } from 'bloop-ts/middleware'
import { fileCheckpoint } from 'bloop-ts/node'
import { stores } from 'bloop-ts/vitest'
import { pipe } from 'fp-ts/lib/function.js'
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js'

const Account = M.model({
  name: 'Account',
  table: 'accounts',
  attributes: {
    name: A.string,
    number: A.integer,
    email: A.optional(A.string),
    tags: A.set(A.string),
    openedAt: A.rename('o', A.dateTime),
  },
  key: { partition: 'name', sort: 'number' },
  indexes: {
    byEmail: M.globalIndex({ partition: 'email', projection: 'all' }),
    byOpening: M.localIndex({ sort: 'openedAt', projection: ['tags'] }),
  },
  stream: 'new',
})
type Account = M.TypeOf<typeof Account>

const ada: Account = {
  name: 'Ada',
  number: 1,
  email: 'ada@example.com',
  tags: new Set(['vip']),
  openedAt: new Date('2026-01-01T00:00:00Z'),
}
const isVip = pipe(C.gte(Account.at.number, 1), C.and(C.contains(Account.at.tags, 'vip')))

const program = pipe(
  T.bind(Account),
  RTE.flatMap(() => pipe(Write.save(Account)(ada, { condition: Write.ifNotExists(Account) }), Write.run)),
  RTE.flatMap(() => pipe(Q.query(Account.index.byEmail, { email: 'ada@example.com' }), Q.first)),
)

const show = (value: unknown) =>
  JSON.stringify(value, (_, inner: unknown) => (inner instanceof Set ? [...inner] : inner))

const harsh = compose(retrying(Policy.limit(3)), faulty({ seed: 1, chances: { Throttled: 0.5 } }))

const changes = Stream.of(Account, 'trimHorizon')
const seen: Array<string> = []
const consume = Stream.consume(
  (records: ReadonlyArray<Stream.ChangeOf<typeof Account>>) =>
    RTE.fromIO(() => {
      for (const record of records) if (record._tag === 'Inserted') seen.push(record.key.name)
    }),
  { checkpoint: Checkpoint.inMemory(), until: { emptyAnswers: 1 } },
)(changes)
const handler = consumer(() => RTE.of(undefined))(changes)(inMemory())

const streams = async () => {
  const [from, to] = [inMemory(), inMemory()]
  await program(from)()
  const consumed = await consume(from)()
  const replicated = await Replicate.run(Account, { from, to, bind: true, until: { emptyAnswers: 1 } })()
  const answer = await handler({ Records: [] })
  const claimed = await fileCheckpoint('/nowhere/at/all').claim(from)()
  const text = JSON.stringify([consumed._tag, replicated._tag, seen, answer, claimed._tag])
  if (text !== '["Right","Right",["Ada"],{"batchItemFailures":[]},"Left"]') throw text
}

const tests = async () => {
  const [one, other] = [await seeded(program), await seeded(program)].map((store) => store.fork())
  other?.advance({ hours: 2 })
  const times = [one?.now(), other?.now()]
  await stores(program).store({}, async (store) => void times.push(store.now()))
  if (times.join() !== '0,7200000,0') throw times.join()
}

program(harsh(inMemory()))()
  .then(async (found) => {
    await streams()
    await tests()
    const text = show(found)
    if (found._tag !== 'Right' || !text.includes('2026-01-01') || !C.toPredicate(Account)(isVip)(ada)) throw text
    console.log(text)
  })
  .catch((error: unknown) => {
    console.error(error)
    process.exitCode = 1
  })
