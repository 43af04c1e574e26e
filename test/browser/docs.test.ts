import { expect } from 'vitest'
import { it } from './fixtures'

it('shows the operations of the API, and tries one out', async ({ page, site }) => {
  const bio = '<img src=x onerror=alert(1)>'
  await site.patch('/users/user-001', { bio })
  await page.goto(`${site.address}/docs`)
  await page.getByText('Users and posts').first().waitFor()
  for (const id of ['listUsers', 'createUser', 'patchPost'])
    expect(await page.locator(`[id$="-${id}"]`).count()).toBe(1)
  const getUser = page.locator('[id$="-getUser"]')
  await getUser.getByRole('button').first().click()
  await getUser.getByRole('button', { name: 'Try it out' }).click()
  await getUser.getByPlaceholder('id', { exact: true }).fill('user-001')
  await getUser.getByRole('button', { name: 'Execute' }).click()
  await getUser.getByText(bio).first().waitFor()
})

it('shows what a type of problem means, where it leads to', async ({ page, site }) => {
  await page.goto(`${site.address}/problems/changed`)
  await page.getByRole('heading', { name: 'It was changed by somebody else', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'All problems' }).click()
  await page.getByRole('link', { name: 'Changes need an If-Match header' }).click()
  await page.getByText('Status 428.').waitFor()
})
