import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { edit, focused, heading, it, leaving } from './fixtures'

/** Changes are answered so, until the page's routes are taken away. */
const answerChanges = (page: Page, status: number, headers: Readonly<Record<string, string>> = {}) =>
  page.route('**/users/**', (route) => {
    if (route.request().method() !== 'PATCH') return route.fallback()
    const body = JSON.stringify({ type: '/problems/unavailable', title: 'Problem', status, detail: 'In detail.' })
    return route.fulfill({ status, headers: { 'content-type': 'application/problem+json', ...headers }, body })
  })

it('says that the store is busy and how long, keeps what was typed, and saves it at the next try', async ({
  page,
  site,
}) => {
  await answerChanges(page, 503, { 'retry-after': '7' })
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('Ada King')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('region', { name: 'The store is busy' }).waitFor()
  expect(await focused(page)).toContain('Nothing was saved. Try again in 7 seconds.')
  expect(await page.getByLabel('Name').inputValue()).toBe('Ada King')
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Ada King').waitFor()
})

it('says that the network is gone, on a form and on a list', async ({ page, site }) => {
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('Ada King')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('region', { name: 'The service cannot be reached' }).waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Ada King')
  const asked = leaving(page, true)
  await page.getByRole('link', { name: 'People' }).first().click()
  await asked
  await heading(page, 'The service cannot be reached').waitFor()
  expect(await focused(page)).toBe('h1 The service cannot be reached')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await heading(page, 'People').waitFor()
})

it('offers to load it again where the service misses the version', async ({ page, site }) => {
  await answerChanges(page, 428)
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('Ada King')
  await page.getByRole('button', { name: 'Save' }).click()
  const asked = leaving(page, true)
  await page.getByRole('link', { name: 'Load it again' }).click()
  await asked
  await page.locator('.notice').waitFor({ state: 'detached' })
  expect(await page.getByLabel('Name').inputValue()).toBe('Ada Lovelace')
})

it("says any other problem in the service's own words", async ({ page, site }) => {
  await answerChanges(page, 500)
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('Ada King')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('region', { name: 'Problem' }).getByText('In detail.').waitFor()
})

it('shows what was asked for last, and nothing of what was asked for before it', async ({ page, site }) => {
  await page.route('**/users/user-00*', async (route) => {
    await new Promise((done) => setTimeout(done, 800))
    await route.fallback()
  })
  await page.goto(site.address)
  await heading(page, 'People').waitFor()
  await page.evaluate("history.pushState(null, '', '/?user=user-001'); dispatchEvent(new PopStateEvent('popstate'))")
  await page.evaluate("history.pushState(null, '', '/?user=user-002'); dispatchEvent(new PopStateEvent('popstate'))")
  const seen: Array<string> = []
  while (seen.at(-1) !== 'Grace Hopper') {
    seen.push((await page.locator('h1').textContent()) ?? '')
    await page.waitForTimeout(20)
  }
  expect(new Set(seen)).toEqual(new Set(['People', 'Grace Hopper']))
})

it('tells who has gone elsewhere that it was saved, and leaves them there', async ({ page, site }) => {
  await page.route('**/users/user-001', async (route) => {
    if (route.request().method() === 'PATCH') await new Promise((done) => setTimeout(done, 1_000))
    await route.fallback()
  })
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('Ada King')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('link', { name: 'People' }).first().click()
  await heading(page, 'People').waitFor()
  await page.getByText('It is saved.').waitFor()
  expect(await heading(page, 'People').isVisible()).toBe(true)
  expect(await site.get('/users/user-001')).toMatchObject({ name: 'Ada King' })
})
