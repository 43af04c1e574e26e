import { expect, it } from 'vitest'
import * as Laws from '../../laws'
import { equalsItems } from '../../src/value/equality'
import { page } from './page'

it('docs/laws.md is what the laws are', async () => {
  await expect(page()).toMatchFileSnapshot('../../docs/laws.md')
})

it('docs/laws.md has all laws that are exported', () => {
  const text = page()
  const missing = Object.keys(Laws).filter((name) => /(Laws|^agrees)$/.test(name) && !text.includes(`### \`${name}`))
  expect(missing).toEqual([])
})

for (const { name, why, left, right, item } of Laws.updateNonLaws)
  it(`no law of updates: ${name}, as ${why}`, () => {
    const [x, y] = [left(item), right(item)]
    expect(x._tag === 'Right' && y._tag === 'Right' && equalsItems(x.right, y.right)).toBe(false)
  })
