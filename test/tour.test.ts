import { readFileSync } from 'node:fs'
import { type Interpreter, Table as T } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import { describe, expect, it } from 'vitest'
import { Day, showDay } from '../examples/tour/day'
import { readFilms } from '../examples/tour/file'
import { Film } from '../examples/tour/film'
import { Later } from '../examples/tour/later'
import { parseOptions } from '../examples/tour/options'
import { transcript } from '../examples/tour/screen'
import { isAsExpected, summary } from '../examples/tour/summary'
import { plans, tour } from '../examples/tour/tour'

const reading = readFilms(readFileSync(new URL('../examples/data/movies.json', import.meta.url), 'utf8'))
if (E.isLeft(reading)) throw new Error(reading.left)
const films = reading.right

describe('the file', () => {
  it('has 3,201 films, each of them accepted, or rejected for a reason', () => {
    const counted = films.classes.map((rejections) => [rejections.length, rejections[0].path, rejections[0].expected])
    expect(counted).toEqual([
      [22, 'Release Date', 'expected day before 2012'],
      [9, 'Title', 'expected string'],
      [8, 'Release Date', 'expected day that is known'],
      [2, 'MPAA Rating', "expected 'G' | 'PG' | 'PG-13' | 'R' | 'NC-17' | 'Not Rated' or null"],
      [1, 'Title', 'expected string'],
    ])
    expect([films.read, films.accepted.length, films.rejected.length]).toEqual([3201, 3159, 42])
  })

  it.each(['', '{', '{}', '[1]', '[{"Title":{}}]'])('is refused where it is %o', (text) => {
    expect(readFilms(text)._tag).toBe('Left')
  })
})

describe('a day', () => {
  it.each(['Jun 12 1998', '1998-06-12'])('is read from %o', (text) => {
    expect(pipe(Day.decode(text), E.map(showDay))).toEqual(E.right('1998-06-12'))
  })

  it.each(['Jun 31 1998', '1998-02-30', 'Foo 12 1998', '12 Jun 1998', '1998', '', 1998, null])('is not %o', (text) => {
    expect(Day.decode(text)._tag).toBe('Left')
  })
})

describe('the tour', () => {
  it('is as expected in memory, and the second time too', async () => {
    const store = inMemory()
    const first = await tour(films)(store)()
    const second = await tour(films)(store)()
    expect(isAsExpected(first), transcript(first)).toBe(true)
    expect(first.length).toBe(plans(films).length)
    expect(transcript(second)).toBe(transcript(first))
    expect(summary(films, first, 1449)).toBe(
      'tour: 3,201 films read, 3,159 accepted, 42 rejected in 5 classes; 18 steps, all as expected, 1.4 s',
    )
  })

  it('ends at the first step that is not as expected, and says so', async () => {
    const none = { ...films, accepted: films.accepted.slice(0, 2000) }
    const steps = await tour(none)(inMemory())()
    expect(isAsExpected(steps)).toBe(false)
    expect(steps.map(({ unexpected }) => unexpected.length > 0)).toEqual([true])
    expect(summary(none, steps, 0)).toContain('the last of them not as expected')
  })

  it('replaces the table of a tour that was interrupted', async () => {
    const store = inMemory()
    await T.bind(Film)(store)()
    expect(isAsExpected(await tour(films)(store)())).toBe(true)
  })

  it.each(['an index was deleted', 'all was carried out'])(
    'replaces the table of one interrupted after %s',
    async (how) => {
      const store = inMemory()
      await T.bind(Film)(store)()
      if (how === 'an index was deleted') {
        const change = { _tag: 'DeleteIndex', index: 'byGenre' } as const
        await store({ _tag: 'UpdateTable', table: Film.schema.name, change })()
      } else {
        const planned = await T.plan(Later, { replaceIndexes: true })(store)()
        if (E.isRight(planned)) expect((await T.apply(planned.right)(store)())._tag).toBe('Right')
      }
      expect(isAsExpected(await tour(films)(store)())).toBe(true)
    },
  )

  it('prints what a later model needs, a plan for it, and what a patch makes good', async () => {
    const steps = await tour(films)(inMemory())()
    const lines = (title: RegExp) => steps.find((step) => title.test(step.title))?.lines
    expect(lines(/^Bind a later/)).toEqual([
      "TableMismatch: the table 'bloop-tour-films' is not as its models need it",
      '  indexes.byGenre.projection: expected all, found IMDB Votes, MPAA Rating',
      '  indexes.newest: expected a global index, found none',
      '  stream: expected newAndOld, found keys',
      '  backups: expected true, found false',
      '  tags.stage: expected demo, found none',
    ])
    expect(lines(/^Plan what is missing/)).toEqual(
      expect.arrayContaining(["  delete the index 'byGenre'", '  nothing to do']),
    )
    expect(lines(/emulator that lacks/)?.[0]).toBe('as it is     not verified: timeToLive (UnknownOperationException)')
    expect(lines(/emulator that lacks/)?.[2]).toBe('patched      as needed, all of it verified')
  })

  it('leaves a table of that name alone that is not its own', async () => {
    const store = inMemory()
    const key = { partition: [{ name: 'id', type: 'S' }], sort: [] } as const
    await store({ _tag: 'CreateTable', schema: { name: Film.schema.name, key, indexes: [] } })()
    const steps = await tour(films)(store)()
    expect(steps.at(-1)?.unexpected[0]).toBe("TableMismatch: the table 'bloop-tour-films' is not as its models need it")
    expect((await T.describe(Film.schema.name)(store)())._tag).toBe('Right')
  })

  it('says what to do where nothing answers', async () => {
    const dead: Interpreter = () => TE.left({ _tag: 'NetworkFailed', message: 'refused' })
    const steps = await tour(films)(dead)()
    expect(steps.at(-1)?.unexpected).toEqual([
      'NetworkFailed: refused',
      '`npm run emulator` starts a DynamoDB Local here, and says its URL',
    ])
  })

  it('fits into 100 columns', async () => {
    const lines = transcript(await tour(films)(inMemory())()).split('\n')
    expect(lines.filter((line) => [...line].length > 100)).toEqual([])
  })
})

describe('the command line', () => {
  it.each([
    [[], { _tag: 'Memory' }],
    [['--endpoint', 'http://localhost:8000'], { _tag: 'Local', endpoint: 'http://localhost:8000' }],
    [['--endpoint=http://localhost:8000'], { _tag: 'Local', endpoint: 'http://localhost:8000' }],
    [['--aws'], { _tag: 'Aws' }],
    [['--help'], { _tag: 'Help' }],
  ])('understands %o', (args, options) => {
    expect(parseOptions(args)).toEqual(E.right(options))
  })

  it.each([
    [['--nope'], "there is no '--nope'"],
    [['http://localhost:8000'], "there is no 'http://localhost:8000'"],
    [['--endpoint'], '--endpoint needs a URL, such as http://localhost:8000'],
    [['--endpoint', 'localhost'], '--endpoint needs a URL, such as http://localhost:8000'],
    [['--aws', '--endpoint'], "'--endpoint' after '--aws' is too much"],
    [['--endpoint=http://a', '--aws'], "'--aws' after '--endpoint' is too much"],
  ])('refuses %o', (args, problem) => {
    expect(parseOptions(args)).toEqual(E.left(problem))
  })
})
