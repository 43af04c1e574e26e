import { local } from 'bloop-ts/local'
import { inMemory } from 'bloop-ts/memory'
import { expect, inject, it } from 'vitest'
import { staff } from '../../examples/staff/staff'
import { transcript } from '../../examples/tour/screen'
import { isAsExpected } from '../../examples/tour/summary'

it('the staff are the same, letter by letter, on DynamoDB Local and in memory, and can be repeated', async () => {
  const store = local({ endpoint: inject('endpoint') })
  const there = await staff()(store)()
  const again = await staff()(store)()
  const here = await staff()(inMemory())()
  expect(isAsExpected(there), transcript(there)).toBe(true)
  expect(transcript(there)).toBe(transcript(here))
  expect(transcript(again)).toBe(transcript(here))
})
