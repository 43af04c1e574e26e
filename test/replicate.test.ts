import { type Checkpoint as C, Checkpoint, type Interpreter } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { parseOptions, type Run, type Side } from '../examples/replicate/options'
import { fill, Order } from '../examples/replicate/orders'
import { begun, progressed, showProgress, showVerified } from '../examples/replicate/progress'
import { replicate, type World } from '../examples/replicate/replicate'
import { virtual } from './program/replicate/support'

const memory: Side = { _tag: 'Memory' }
const local: Side = { _tag: 'Local', endpoint: 'http://localhost:8000' }
const demo: Run = {
  _tag: 'Run',
  from: memory,
  to: memory,
  tables: [],
  checkpoint: undefined,
  guarded: false,
  verify: false,
  seconds: 5,
}

describe('the command line', () => {
  it.each([
    [[], demo],
    [['--guarded', '--seconds', '2.5'], { ...demo, guarded: true, seconds: 2.5 }],
    [
      ['--from', 'http://localhost:8000', '--to=aws:eu-west-1', '--table', 'a', '--table=b', '--checkpoint', 'place'],
      { ...demo, from: local, to: { _tag: 'Aws', region: 'eu-west-1' }, tables: ['a', 'b'], checkpoint: 'place' },
    ],
    [['--guarded', '--help'], { _tag: 'Help' }],
  ])('understands %o', (args, options) => {
    expect(parseOptions(args)).toEqual(E.right(options))
  })

  it.each([
    [['--nope'], "there is no '--nope'"],
    [['--from', 'localhost'], "--from needs 'memory', 'aws:REGION' or a URL, such as http://localhost:8000"],
    [['--to'], "--to needs 'memory', 'aws:REGION' or a URL, such as http://localhost:8000"],
    [['--from', 'http://localhost:8000'], 'which tables? --table NAME'],
    [['--table', '--guarded'], '--table needs the name of a table'],
    [['--table', 'a'], 'a source in memory has no table but its own'],
    [['--seconds', 'x'], '--seconds needs a number'],
    [['--checkpoint', 'x'], 'a source in memory is gone at the end: there is nothing to go on with from a checkpoint'],
    [['--verify'], '--verify compares two sides that are there'],
    [['--guarded=no'], '--guarded takes no value'],
    [
      ['--from', 'aws:eu-west-1', '--to', 'aws:eu-west-1', '--table', 'a'],
      'both sides are the same: a table is not replicated to itself',
    ],
  ])('refuses %o', (args, problem) => {
    expect(parseOptions(args)).toEqual(E.left(problem))
  })
})

interface Ran {
  readonly code: number
  readonly lines: ReadonlyArray<string>
  readonly shown: ReadonlyArray<string>
}

const places = (): World['checkpointIn'] => {
  const made = new Map<string, C.Checkpoint>()
  return () => (table) => {
    const found = made.get(table) ?? Checkpoint.inMemory()
    made.set(table, found)
    return found
  }
}

/** Runs the command in virtual time, until it ends or for some milliseconds. */
const ran = async (run: Run, more: Partial<World> = {}, milliseconds?: number): Promise<Ran> => {
  const { now, timer } = virtual(() => 0.37)
  const stop = new AbortController()
  const lines: Array<string> = []
  const shown: Array<string> = []
  if (milliseconds !== undefined) timer.sleep(milliseconds).then(() => stop.abort())
  const code = await replicate(run, {
    interpreterOf: async () => inMemory({ now }),
    checkpointIn: places(),
    signal: stop.signal,
    timer,
    now,
    print: (some) => lines.push(...some),
    show: (some) => shown.push(...some),
    ...more,
  })
  return { code, lines, shown }
}

describe('the command', () => {
  it.each([false, true])(
    'replicates between two regions in memory while one is written, guarded: %o',
    async (guarded) => {
      const { code, lines, shown } = await ran({ ...demo, guarded, seconds: 2 })
      expect(code, lines.join('\n')).toBe(0)
      expect(lines[0]).toBe('from a region in memory to a region in memory. The code: examples/replicate/')
      expect(lines).toContainEqual(expect.stringMatching(/^the writer has made \d+ changes, and stops$/))
      expect(lines).toContainEqual(expect.stringMatching(/^bloop-orders: 5,000 items copied, [\d,]+ records followed/))
      expect(lines.at(-1)).toMatch(/^both sides are the same: [\d,]+ items$/)
      expect(shown.some((line) => line.includes('copying') && line.includes('█'))).toBe(true)
      expect([...lines, ...shown].filter((line) => [...line].length > 120)).toEqual([])
    },
  )

  it('ends gracefully, and goes on from its checkpoint', async () => {
    const { now } = virtual()
    const [from, to] = [inMemory({ now }), inMemory({ now })]
    await fill(from, 300)
    const interpreterOf = async (side: Side): Promise<Interpreter> => (side._tag === 'Local' ? from : to)
    const run: Run = {
      ...demo,
      from: local,
      to: { _tag: 'Aws', region: 'x' },
      tables: [Order.schema.name],
      checkpoint: 'place',
    }
    const world = { interpreterOf, checkpointIn: places() }
    const first = await ran(run, world, 1_000)
    expect(first.lines).toContainEqual(expect.stringMatching(/^bloop-orders: 300 items copied/))
    expect(first.lines.at(-1)).toBe('the next run goes on from place')
    const second = await ran(run, world, 1_000)
    expect(second.lines).toContainEqual(expect.stringMatching(/^bloop-orders: 0 items copied, 0 records followed$/))
    const compared = await ran({ ...run, verify: true }, world)
    expect([compared.code, compared.lines.at(-1)]).toEqual([0, 'both sides are the same: 300 items'])
  })

  it('compares nothing where it is interrupted', async () => {
    const { code, lines } = await ran({ ...demo, seconds: 60 }, {}, 1_000)
    expect(code).toBe(0)
    expect(lines.at(-1)).toMatch(/^bloop-orders: 5,000 items copied/)
  })

  it('says what is wrong', async () => {
    const { code, lines } = await ran({ ...demo, from: local, tables: ['none'] })
    expect([code, lines.at(-1)]).toEqual([1, "TableNotFound: there is no table 'none'"])
    const { now } = virtual()
    const from = inMemory({ now })
    await fill(from, 3)
    const interpreterOf = async (side: Side): Promise<Interpreter> => (side._tag === 'Local' ? from : inMemory({ now }))
    const checkpointIn = () => () => {
      throw new Error('no directory')
    }
    const run: Run = { ...demo, from: local, tables: [Order.schema.name], checkpoint: 'place' }
    const ended = await ran(run, { interpreterOf, checkpointIn })
    expect([ended.code, ended.lines.at(-1)]).toEqual([1, 'it ended: HandlerThrew: no directory'])
  })
})

describe('the progress', () => {
  const table = 'orders'

  it('is a bar while it is copied, and a lag while it is followed', () => {
    const copied = progressed(begun({ orders: 200 }), { _tag: 'Copied', table, items: 100, perSecond: 50 }, () => '')
    expect(showProgress(copied)).toEqual(['orders  copying     ████████████░░░░░░░░░░░░  100 of 200, 50 a second'])
    const following = progressed(copied, { _tag: 'PhaseBegan', table, phase: 'following' }, () => '')
    const applied = { _tag: 'Applied', table, shard: 's', records: 3, stale: 1, lag: 1_500, perSecond: 9 } as const
    const late = progressed(following, applied, () => '')
    expect(showProgress(late)).toEqual(['orders  following   3 records, 1 stale, 9 a second, 1.5 s behind'])
    const failed = { _tag: 'Retried', table, error: { _tag: 'NetworkFailed', message: 'gone' } } as const
    expect(showProgress(progressed(late, failed, ({ _tag }) => _tag))[0]).toMatch(/ · NetworkFailed$/)
  })

  it('names what differs', () => {
    const key = { id: { S: 'a' } }
    const listed = [
      { _tag: 'Missing', table, key, expected: key },
      { _tag: 'Extra', table, key, actual: key },
      { _tag: 'Different', table, key, expected: key, actual: key, attributes: ['x', 'y'] },
    ] as const
    expect(showVerified({ items: 2, differences: 3, listed })).toEqual([
      '3 differences in 2 items',
      '  orders {"id":{"S":"a"}}: only at the source',
      '  orders {"id":{"S":"a"}}: only at the target',
      '  orders {"id":{"S":"a"}}: x, y',
    ])
  })
})
