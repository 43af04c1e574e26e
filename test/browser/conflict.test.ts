import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { edit, focused, heading, it } from './fixtures'
import type { Site } from './site'

/** I edit the e-mail; meanwhile someone else saves a change; then I save. */
const collide = async (page: Page, site: Site, theirs: unknown): Promise<void> => {
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('E-mail').fill('mine@example.org')
  await site.patch('/users/user-001', theirs)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('region', { name: 'Someone else changed this first' }).waitFor()
}

const sides = (page: Page, field: string) =>
  page
    .locator('.difference', { has: page.getByRole('heading', { name: field }) })
    .locator('dt, dd')
    .allTextContents()

it('shows theirs beside mine, and saves nothing by itself', async ({ page, site }) => {
  await collide(page, site, { email: 'theirs@example.org', bio: null })
  expect(await focused(page)).toContain('Someone else changed this first')
  expect(await sides(page, 'E-mail')).toEqual(['Yours', 'mine@example.org', 'Theirs', 'theirs@example.org'])
  expect(await page.getByText('It was: user-001@example.org').isVisible()).toBe(true)
  expect(await sides(page, 'About')).toEqual(['It was', 'Writes about types.', 'Theirs', 'nothing'])
  expect(await page.getByLabel('E-mail').inputValue()).toBe('mine@example.org')
  expect(await site.get('/users/user-001')).toMatchObject({ email: 'theirs@example.org' })
})

it('keeps mine when I say so, and what only they changed', async ({ page, site }) => {
  await collide(page, site, { email: 'theirs@example.org', name: 'Ada King' })
  await page.getByRole('button', { name: 'Keep mine and save again' }).click()
  await heading(page, 'Ada King').waitFor()
  expect(await page.getByRole('status').textContent()).toBe('It is saved.')
  expect(await site.get('/users/user-001')).toMatchObject({ email: 'mine@example.org', name: 'Ada King' })
})

it('takes theirs when I say so, and goes on from there', async ({ page, site }) => {
  await collide(page, site, { email: 'theirs@example.org', name: 'Ada King' })
  await page.getByRole('button', { name: 'Take theirs' }).click()
  expect(await page.getByRole('status').textContent()).toBe('The form shows what they wrote.')
  expect(await page.getByRole('region', { name: 'Someone else' }).count()).toBe(0)
  expect(await page.getByLabel('Name').inputValue()).toBe('Ada King')
  expect(await page.getByLabel('E-mail').inputValue()).toBe('theirs@example.org')
  expect(await page.evaluate('document.activeElement.id')).toBe('field-name')
  await page.getByLabel('Name').fill('Ada Byron')
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Ada Byron').waitFor()
  expect(await site.get('/users/user-001')).toMatchObject({ email: 'theirs@example.org', name: 'Ada Byron' })
})

it('shows a second conflict as it did the first, whichever button was pressed', async ({ page, site }) => {
  await collide(page, site, { email: 'theirs@example.org' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('form').or(page.locator('form:not([aria-busy])')).first().waitFor()
  expect(await sides(page, 'E-mail')).toEqual(['Yours', 'mine@example.org', 'Theirs', 'theirs@example.org'])
  await site.patch('/users/user-001', { email: 'again@example.org' })
  await page.getByRole('button', { name: 'Keep mine and save again' }).click()
  await page.getByText('again@example.org').waitFor()
  expect(await sides(page, 'E-mail')).toEqual(['Yours', 'mine@example.org', 'Theirs', 'again@example.org'])
  expect(await page.getByText('It was: theirs@example.org').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Keep mine and save again' }).click()
  await page.getByText('It is saved.').waitFor()
})

it('says so where what they changed is not in the form', async ({ page, site }) => {
  await collide(page, site, { avatar: 'AAAA' })
  expect(await page.getByText('What they changed is not in this form').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Keep mine and save again' }).click()
  await page.getByText('It is saved.').waitFor()
  expect(await site.get('/users/user-001')).toMatchObject({ email: 'mine@example.org', avatar: 'AAAA' })
})

it('is no conflict when someone publishes a post meanwhile', async ({ page, site }) => {
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('Ada King')
  await site.post('/users/user-001/posts', { title: 'Meanwhile', body: 'Text' })
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Ada King').waitFor()
})

it('says so where it was deleted meanwhile, and keeps what was typed', async ({ page, site }) => {
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('Ada King')
  await site.remove('/users/user-001')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('region', { name: 'It is not here' }).waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Ada King')
})
