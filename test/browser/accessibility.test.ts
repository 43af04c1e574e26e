import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { edit, heading, it, openPage, schemes, screenshot, widths } from './fixtures'
import type { Site } from './site'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds, best practices included, as `rule: element`. https://github.com/dequelabs/axe-core */
const findings = async (page: Page): Promise<ReadonlyArray<string>> => {
  await page.evaluate(axe)
  const { violations, incomplete } = await page.evaluate<AxeResults>('axe.run()')
  return [...violations, ...incomplete].flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html} ${any.map((a) => a.message).join()}`),
  )
}

/** Every screen and what can stand on it. Each leaves the page as it is to be looked at. */
const screens: ReadonlyArray<readonly [name: string, show: (page: Page, site: Site) => Promise<void>]> = [
  [
    'people',
    async (page, site) => {
      await page.goto(site.address)
      await page.getByRole('link', { name: 'Next' }).click()
      await page.getByText('Page 2').waitFor()
    },
  ],
  [
    'person',
    async (page, site) => {
      await page.goto(`${site.address}/?user=user-004`)
      await heading(page, 'Edsger Dijkstra').waitFor()
    },
  ],
  [
    'delete',
    async (page, site) => {
      await page.goto(`${site.address}/?user=user-004`)
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
      await page.getByRole('heading', { name: 'The user has posts' }).waitFor()
    },
  ],
  [
    'errors',
    async (page, site) => {
      await page.goto(edit(site, 'user-001'))
      await page.getByLabel('Name').fill('')
      await page.getByLabel('E-mail').fill('nothing')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.locator('.notice').waitFor()
    },
  ],
  [
    'conflict',
    async (page, site) => {
      await page.goto(edit(site, 'user-002'))
      await page.getByLabel('E-mail').fill('mine@example.org')
      await site.patch('/users/user-002', { email: 'theirs@example.org', bio: 'Writes about ships, and about types.' })
      await page.getByRole('button', { name: 'Save' }).click()
      await page.locator('.notice').waitFor()
    },
  ],
  [
    'saved',
    async (page, site) => {
      await page.goto(edit(site, 'user-003'))
      await page.getByLabel('About').fill('Can machines think?')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('It is saved.').waitFor()
    },
  ],
  [
    'new',
    async (page, site) => {
      await page.goto(`${site.address}/?new`)
      await heading(page, 'New person').waitFor()
    },
  ],
  [
    'post',
    async (page, site) => {
      await page.goto(`${site.address}/?user=user-001&post`)
      await heading(page, 'New post').waitFor()
    },
  ],
  [
    'missing',
    async (page, site) => {
      await page.goto(`${site.address}/?user=nobody`)
      await heading(page, 'It is not here').waitFor()
    },
  ],
]

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

for (const colorScheme of schemes)
  for (const width of widths)
    for (const [name, show] of screens)
      it(`${name} is accessible and fits, ${colorScheme}, ${width} px wide`, async ({ browser, site }) => {
        const { page, complaints } = await openPage(browser, { colorScheme, viewport: { width, height: 800 } })
        await show(page, site)
        await screenshot(page, `${name}-${colorScheme}-${width}`)
        expect(await findings(page)).toEqual([])
        expect(await page.evaluate(overflow)).toBe(0)
        expect(await page.locator('h1').count()).toBe(1)
        expect(complaints).toEqual([])
        await page.context().close()
      })

it('fits with text of twice the size, and with words that do not end', async ({ browser, site }) => {
  const word = 'W'.repeat(64)
  await site.post('/users', {
    id: word,
    name: word,
    email: `${word}@${word}`,
    bio: word.repeat(4),
    password: 'long enough',
  })
  await site.post(`/users/${word}/posts`, { title: word, body: word.repeat(4), tags: ['W'.repeat(40)] })
  const { page } = await openPage(browser, { viewport: { width: 320, height: 800 } })
  for (const [name, query] of [
    ['list', '/?'],
    ['person', `/?user=${word}`],
    ['edit', `/?user=${word}&edit`],
  ] as const) {
    for (const size of ['100%', '200%']) {
      await page.goto(site.address + query)
      await page.locator('h1').waitFor()
      await page.evaluate(`document.documentElement.style.fontSize = '${size}'`)
      await screenshot(page, `long-${name}-${size.replace('%', '')}`)
      expect(await page.evaluate(overflow), `${name} at ${size}`).toBe(0)
    }
  }
  await page.context().close()
})

it('moves only for who wants motion', async ({ browser, site }) => {
  const still = "getComputedStyle(document.querySelector('.button')).transitionDuration"
  for (const reducedMotion of ['reduce', 'no-preference'] as const) {
    const { page } = await openPage(browser, { reducedMotion })
    await page.goto(site.address)
    await heading(page, 'People').waitFor()
    expect(await page.evaluate(still)).toBe(reducedMotion === 'reduce' ? '0s' : '0.12s')
    await page.context().close()
  }
})

it('has the way to the API where there is no JavaScript', async ({ browser, site }) => {
  const { page } = await openPage(browser, { javaScriptEnabled: false })
  await page.goto(site.address)
  expect(await page.locator('noscript').textContent()).toContain('This page needs JavaScript.')
  expect(await page.locator('noscript a').getAttribute('href')).toBe('/docs')
  await page.context().close()
})
