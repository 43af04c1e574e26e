import { expect } from 'vitest'
import { edit, focused, heading, it, leaving } from './fixtures'

it('saves what was changed, and shows it', async ({ page, site }) => {
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('Ada King')
  await page.getByLabel('About').fill('Countess.\nOf Lovelace.')
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Ada King').waitFor()
  expect(await page.getByRole('status').textContent()).toBe('It is saved.')
  expect(await focused(page)).toBe('h1 Ada King')
  expect(await site.get('/users/user-001')).toMatchObject({ name: 'Ada King', bio: 'Countess.\nOf Lovelace.' })
})

it('sends only what was changed, over the version that it saw, and removes what was emptied', async ({
  page,
  site,
}) => {
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('About').fill('')
  const sent = page.waitForRequest((request) => request.method() === 'PATCH')
  await page.getByRole('button', { name: 'Save' }).click()
  const request = await sent
  expect(request.postDataJSON()).toEqual({ bio: null })
  expect(request.headers()).toMatchObject({ 'content-type': 'application/merge-patch+json', 'if-match': /^"/ })
  await page.getByText('It is saved.').waitFor()
  expect(await site.get('/users/user-001')).not.toHaveProperty('bio')
})

it('saves nothing where nothing was changed', async ({ page, site }) => {
  const requests: Array<string> = []
  page.on('request', (request) => requests.push(request.method()))
  await page.goto(edit(site, 'user-001'))
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Nothing was changed.').waitFor()
  expect(requests).not.toContain('PATCH')
})

it("puts the service's errors beside the fields, and links to them", async ({ page, site }) => {
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('')
  await page.getByLabel('E-mail').fill('nothing')
  await page.getByLabel('About').fill('x'.repeat(2001))
  await page.getByRole('button', { name: 'Save' }).click()
  const summary = page.getByRole('region', { name: '3 things are not right' })
  await summary.waitFor()
  expect(await focused(page)).toContain('3 things are not right')
  const said = {
    Name: 'Must be text of 1 to 64 characters, not only spaces',
    'E-mail': 'Must be an e-mail address of at most 254 characters, like name@example.org',
    About: 'Must be text of at most 2000 characters',
  }
  expect(await summary.getByRole('link').allTextContents()).toEqual(Object.entries(said).map(([a, b]) => `${a}: ${b}`))
  for (const [label, detail] of Object.entries(said)) {
    const field = page.getByLabel(label)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
    const described = await field.getAttribute('aria-describedby')
    expect(await page.locator(`[id="${described}"]`).textContent()).toBe(detail)
    await summary.getByRole('link', { name: `${label}:` }).click()
    expect(await field.evaluate('document.activeElement.name')).toBe(await field.getAttribute('name'))
  }
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('About').fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('region', { name: 'One thing is not right' }).waitFor()
  expect(await page.getByLabel('Name').getAttribute('aria-invalid')).toBe(null)
  expect(await page.getByLabel('Name').getAttribute('aria-describedby')).toBe(null)
  await page.getByLabel('E-mail').fill('ada@example.org')
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Ada').waitFor()
})

it('is sent once, however often the button is pressed', async ({ page, site }) => {
  const sent: Array<string> = []
  page.on('request', (request) => sent.push(request.method()))
  await page.goto(edit(site, 'user-001'))
  await page.getByLabel('Name').fill('Twice')
  await page.getByRole('button', { name: 'Save' }).dblclick()
  await heading(page, 'Twice').waitFor()
  expect(sent.filter((method) => method === 'PATCH')).toEqual(['PATCH'])
})

it('works by keyboard alone, and always shows where the focus is', async ({ page, site }) => {
  await page.goto(site.address)
  await heading(page, 'People').waitFor()
  // On the element, or on the row that it stands for.
  const ring =
    "[document.activeElement, document.activeElement.closest('li')].some((one) => one !== null && getComputedStyle(one).outlineStyle !== 'none')"
  const tabTo = async (text: string) => {
    for (let presses = 0; presses < 30; presses++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(ring)).toBe(true)
      if ((await focused(page)).includes(text) || (await page.evaluate('document.activeElement.id')) === text) return
    }
    throw new Error(`no way to ${text}`)
  }
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('a Skip to the content')
  expect(await page.getByRole('link', { name: 'Skip' }).isVisible()).toBe(true)
  await page.keyboard.press('Enter')
  // For good: the screen does not come anew, and take the focus.
  await page.waitForTimeout(300)
  expect(await page.evaluate('document.activeElement.id')).toBe('main')
  await tabTo('New person')
  await page.keyboard.press('Tab')
  const name = (await focused(page)).replace(/^a /, '')
  await page.keyboard.press('Enter')
  await heading(page, name).waitFor()
  expect(await focused(page)).toBe(`h1 ${name}`)
  await tabTo('Edit')
  await page.keyboard.press('Enter')
  await heading(page, `Edit ${name}`).waitFor()
  await tabTo('field-name')
  await page.keyboard.press('Control+A')
  await page.keyboard.type(' ')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'One thing is not right' }).waitFor()
  await tabTo('Name: Must be')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('field-name')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Typed Only')
  await page.keyboard.press('Enter')
  await heading(page, 'Typed Only').waitFor()
  expect(await focused(page)).toBe('h1 Typed Only')
  await tabTo('Delete')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  expect(await focused(page)).toBe('button Keep')
  await page.keyboard.press('Escape')
  expect(await focused(page)).toBe('button Delete')
})

it('asks before text that is not saved is left, by a link, back or a reload; and not before, nor after', async ({
  page,
  site,
}) => {
  await page.goto(`${site.address}/?user=user-001`)
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await heading(page, 'Ada Lovelace').waitFor()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Name').click()
  await page.getByLabel('Name').fill('Ada King')
  for (const leave of [
    () => page.getByRole('link', { name: 'Cancel' }).click(),
    () => page.evaluate('history.back()'),
    () => page.reload().catch(() => {}),
  ]) {
    const asked = leaving(page, false)
    await leave()
    await asked
    expect(await page.getByLabel('Name').inputValue()).toBe('Ada King')
    expect(new URL(page.url()).search).toBe('?user=user-001&edit')
  }
  await page.getByRole('button', { name: 'Save' }).click()
  await heading(page, 'Ada King').waitFor()
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Name').fill('Somebody')
  const asked = leaving(page, true)
  await page.evaluate('history.back()')
  await asked
  await heading(page, 'Ada King').waitFor()
})
