/**
 * How fast codecs are, as ratios to a hand-written codec in the same run: medians of interleaved rounds over 64 items of 20
 * attributes, after a dozen other models have gone through the same code, as they do in an application.
 *
 * `npm run bench -- --only codec`; `npm ci --prefix bench` first for the SDK's own conversion, which is left out where it is missing.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as A from '../src/codec'
import type { Item } from '../src/value/AttributeValue'
import type { Figure } from './figure'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

const attributes = {
  id: A.string,
  email: A.string,
  name: A.string,
  city: A.string,
  country: A.string,
  status: A.string,
  note: A.string,
  age: A.integer,
  visits: A.integer,
  rank: A.integer,
  score: A.float,
  ratio: A.float,
  isActive: A.boolean,
  isAdmin: A.boolean,
  isVerified: A.boolean,
  address: A.map({ street: A.string, zip: A.string, floor: A.integer, hasLift: A.boolean }),
  history: A.list(A.integer),
  tags: A.set(A.string),
  avatar: A.binary,
  createdAt: A.dateTime,
}
type User = A.TypeOfAttributes<typeof attributes>

const users: ReadonlyArray<User> = Array.from({ length: 64 }, (_, i) => ({
  id: `user-${i}-${(i * 7919).toString(36)}`,
  email: `someone.${i}@example.com`,
  name: `Some One ${i}`,
  city: i % 3 === 0 ? 'Köln' : 'Amsterdam',
  country: 'NL',
  status: i % 2 === 0 ? 'active' : 'suspended',
  note: 'A note of a sentence or so, as people write them.',
  age: 18 + i,
  visits: i * 1031,
  rank: i,
  score: i * 1.25 + 0.1,
  ratio: i / 64,
  isActive: i % 2 === 0,
  isAdmin: i % 7 === 0,
  isVerified: true,
  address: { street: `Street ${i}`, zip: `${10000 + i}`, floor: i % 9, hasLift: i % 2 === 1 },
  history: Array.from({ length: 10 }, (_, j) => i * j),
  tags: new Set(['red', 'green', `tag-${i}`]),
  avatar: Uint8Array.from({ length: 32 }, (_, j) => (i * j) % 256),
  createdAt: new Date(1_600_000_000_000 + i * 86_400_123),
}))

// -----------------------------------------------------------------------------
// what is compared
// -----------------------------------------------------------------------------

/** As one would write it by hand for this one type: it trusts what it reads. */
const handWritten = {
  encode: (u: User): Item => ({
    id: { S: u.id },
    email: { S: u.email },
    name: { S: u.name },
    city: { S: u.city },
    country: { S: u.country },
    status: { S: u.status },
    note: { S: u.note },
    age: { N: String(u.age) },
    visits: { N: String(u.visits) },
    rank: { N: String(u.rank) },
    score: { N: String(u.score) },
    ratio: { N: String(u.ratio) },
    isActive: { BOOL: u.isActive },
    isAdmin: { BOOL: u.isAdmin },
    isVerified: { BOOL: u.isVerified },
    address: {
      M: {
        street: { S: u.address.street },
        zip: { S: u.address.zip },
        floor: { N: String(u.address.floor) },
        hasLift: { BOOL: u.address.hasLift },
      },
    },
    history: { L: u.history.map((n) => ({ N: String(n) })) },
    tags: { SS: [...u.tags] },
    avatar: { B: u.avatar },
    createdAt: { S: u.createdAt.toISOString() },
  }),
  decode: (item: Item): User => {
    const i = item as unknown as Trusted
    return {
      id: i.id.S,
      email: i.email.S,
      name: i.name.S,
      city: i.city.S,
      country: i.country.S,
      status: i.status.S,
      note: i.note.S,
      age: Number(i.age.N),
      visits: Number(i.visits.N),
      rank: Number(i.rank.N),
      score: Number(i.score.N),
      ratio: Number(i.ratio.N),
      isActive: i.isActive.BOOL,
      isAdmin: i.isAdmin.BOOL,
      isVerified: i.isVerified.BOOL,
      address: {
        street: i.address.M.street.S,
        zip: i.address.M.zip.S,
        floor: Number(i.address.M.floor.N),
        hasLift: i.address.M.hasLift.BOOL,
      },
      history: i.history.L.map((n) => Number(n.N)),
      tags: new Set(i.tags.SS),
      avatar: i.avatar.B,
      createdAt: new Date(i.createdAt.S),
    }
  },
}
type S = { readonly S: string }
type N = { readonly N: string }
type BOOL = { readonly BOOL: boolean }
type Trusted = { readonly [K in 'id' | 'email' | 'name' | 'city' | 'country' | 'status' | 'note' | 'createdAt']: S } & {
  readonly [K in 'age' | 'visits' | 'rank' | 'score' | 'ratio']: N
} & { readonly [K in 'isActive' | 'isAdmin' | 'isVerified']: BOOL } & {
  readonly address: { readonly M: { readonly street: S; readonly zip: S; readonly floor: N; readonly hasLift: BOOL } }
  readonly history: { readonly L: ReadonlyArray<N> }
  readonly tags: { readonly SS: ReadonlyArray<string> }
  readonly avatar: { readonly B: Uint8Array }
}

/** The AWS SDK's own conversion, if it is installed here: it validates nothing. */
interface Marshaller {
  readonly marshall: (value: unknown, options: object) => Item
  readonly unmarshall: (item: Item) => unknown
}
const utilDynamoDB = (): Marshaller | undefined => {
  try {
    return createRequire(join(process.cwd(), 'bench/package.json'))('@aws-sdk/util-dynamodb') as Marshaller
  } catch {
    return undefined
  }
}

/** Other models, so that no inline cache of the library knows only the one that is measured. */
const others = Array.from({ length: 12 }, (_, i) => {
  const name = (n: string) => `${n}${i}`
  const codec = A.compileFields({
    [name('a')]: A.string,
    [name('b')]: i % 2 === 0 ? A.optional(A.integer) : A.nullable(A.float),
    [name('c')]: A.map({ [name('d')]: i % 3 === 0 ? A.list(A.string) : A.list(A.boolean), [name('e')]: A.any }),
    [name('f')]: A.set(i % 2 === 0 ? A.integer : A.float),
  })
  const value = {
    [name('a')]: 'a',
    [name('b')]: 1,
    [name('c')]: { [name('d')]: i % 3 === 0 ? ['x'] : [true, false], [name('e')]: { x: [1, 'a'] } },
    [name('f')]: new Set([1, 2]),
  }
  return { codec: codec as unknown as A.Fields<unknown>, value }
})

// -----------------------------------------------------------------------------
// measuring
// -----------------------------------------------------------------------------

let _sink: unknown

const nanoseconds = (run: (i: number) => unknown, times: number): number => {
  const start = process.hrtime.bigint()
  for (let i = 0; i < times; i++) _sink = run(i & 63)
  return Number(process.hrtime.bigint() - start) / times
}

const names: Readonly<Record<string, string>> = {
  hand: 'written by hand',
  bloop: 'bloop-ts to hand-written',
  sdk: "the SDK's util-dynamodb to hand-written",
}

const median = (xs: ReadonlyArray<number>): number => [...xs].sort((a, b) => a - b)[xs.length >> 1] ?? Number.NaN

/** Median nanoseconds of each, measured in turns. */
const measure = (
  runs: Readonly<Record<string, (i: number) => unknown>>,
  rounds: number,
): Readonly<Record<string, number>> => {
  const keys = Object.keys(runs)
  const times = new Map<string, Array<number>>(keys.map((name) => [name, []]))
  for (let round = rounds === 1 ? 0 : -5; round < rounds; round++) {
    for (const name of keys) {
      const run = runs[name]
      if (run === undefined) continue
      const time = nanoseconds(run, 8_192)
      if (round >= 0) times.get(name)?.push(time)
    }
  }
  return Object.fromEntries(keys.map((name) => [name, median(times.get(name) ?? [])]))
}

/** As the wire gives it: parsed from JSON, with bytes in place of their text. */
const received = (item: Item): Item => ({
  ...(JSON.parse(JSON.stringify(item)) as Item),
  avatar: { B: (item.avatar as { readonly B: Uint8Array }).B },
})

/** Runs the comparison: about three seconds, or none for a smoke run, whose figures mean nothing. */
export const codecBench = async ({ smoke = false } = {}): Promise<ReadonlyArray<Figure>> => {
  const rounds = smoke ? 1 : 30
  const sdk = utilDynamoDB()
  const codec = A.compileFields(attributes)
  const items = users.map((user) => received(handWritten.encode(user)))
  const at = <X>(xs: ReadonlyArray<X>, i: number): X => xs[i] as X
  for (let i = 0; i < 2_000; i++) {
    for (const other of others) _sink = other.codec.read(other.codec.write(other.value))
  }
  const encode = measure(
    {
      hand: (i) => handWritten.encode(at(users, i)),
      bloop: (i) => codec.write(at(users, i)),
      ...(sdk && { sdk: (i: number) => sdk.marshall(at(users, i), { convertClassInstanceToMap: true }) }),
    },
    rounds,
  )
  const decode = measure(
    {
      hand: (i) => handWritten.decode(at(items, i)),
      bloop: (i) => codec.read(at(items, i)),
      ...(sdk && { sdk: (i: number) => sdk.unmarshall(at(items, i)) }),
    },
    rounds,
  )
  const is = measure({ 'bloop-ts, whether it is valid': (i) => codec.is(at(users, i)) }, rounds)
  const figures = (what: string, times: Readonly<Record<string, number>>): ReadonlyArray<Figure> =>
    Object.entries(times).map(([name, time]) =>
      name === 'hand' || times.hand === undefined
        ? { name: `${what} 20 attributes, ${names[name] ?? name}`, perSecond: Math.round(1e9 / time) }
        : {
            name: `${what} 20 attributes, ${names[name] ?? name}`,
            ratio: Math.round((time / times.hand) * 100) / 100,
            ...(name === 'bloop' && { bound: 4 }),
          },
    )
  return [...figures('encode', encode), ...figures('decode', decode), ...figures('check', is)]
}
