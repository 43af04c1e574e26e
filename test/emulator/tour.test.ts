import { readFileSync } from 'node:fs'
import { local } from 'bloop-ts/local'
import { inMemory } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import { expect, inject, it } from 'vitest'
import { readFilms } from '../../examples/tour/file'
import { transcript } from '../../examples/tour/screen'
import { isAsExpected } from '../../examples/tour/summary'
import { tour } from '../../examples/tour/tour'

const reading = readFilms(readFileSync(new URL('../../examples/data/movies.json', import.meta.url), 'utf8'))
if (E.isLeft(reading)) throw new Error(reading.left)

it('the tour is the same, letter by letter, on DynamoDB Local and in memory, and can be repeated', async () => {
  const store = local({ endpoint: inject('endpoint') })
  const there = await tour(reading.right)(store)()
  const again = await tour(reading.right)(store)()
  const here = await tour(reading.right)(inMemory())()
  expect(isAsExpected(there), transcript(there)).toBe(true)
  expect(transcript(there)).toBe(transcript(here))
  expect(transcript(again)).toBe(transcript(here))
})
