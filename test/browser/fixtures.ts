import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { root } from '../../scripts/source.mjs'
import { installChromium, launch } from './chromium'
import { type Site, startSite } from './site'

/** What the browser complained of while a page was open. */
export interface Watched {
  readonly page: Page
  readonly complaints: ReadonlyArray<string>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The same everywhere: language, time zone, and no motion. */
const context: BrowserContextOptions = { locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' }

/**
 * A new page in a context of its own. That the API refuses something, or that a test takes the network away, is no
 * complaint: the page deals with it.
 */
export const openPage = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> => {
  const page = await (await browser.newContext({ ...context, ...options })).newPage()
  const complaints: Array<string> = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('dialog', (dialog) => {
    // Whether to leave what is not saved: that is for the test to answer.
    if (dialog.type() === 'beforeunload' || dialog.message().startsWith('Leave')) return
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    const isDealtWith =
      message.text().startsWith('Failed to load resource') &&
      (/\/users\b/.test(message.location().url) || message.text().endsWith('net::ERR_INTERNET_DISCONNECTED'))
    if (!isDealtWith && ['error', 'warning'].includes(message.type()))
      complaints.push(`${message.text()} ${message.location().url}`)
  })
  return { page, complaints }
}

/** `it` with a fresh service of twenty users, and a page that no script error or refused resource may come from. */
export const it = test
  .extend('program', { scope: 'file' }, () => installChromium())
  .extend('users', 20)
  .extend('browser', { scope: 'file' }, async ({ program }, { onCleanup }) => {
    const browser = await launch(program)
    onCleanup(() => browser.close())
    return browser
  })
  .extend('site', async ({ users }, { onCleanup }) => {
    const site = await startSite(users)
    onCleanup(() => site.close())
    return site
  })
  .extend('page', async ({ browser }, { onCleanup }) => {
    const { page, complaints } = await openPage(browser)
    onCleanup(async () => {
      await page.context().close()
      expect(complaints).toEqual([])
    })
    return page
  })

// -----------------------------------------------------------------------------
// what tests have in common
// -----------------------------------------------------------------------------

export const schemes = ['light', 'dark'] as const
export const widths = [1100, 320] as const

/** Kept under build/screenshots/, for people to look at. */
export const screenshot = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: join(root, 'build/screenshots', `${name}.png`), fullPage: true })

/** The heading of a screen: it is there when the screen is. */
export const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true })

/** The address of the edit of a user. */
export const edit = (site: Site, id: string): string => `${site.address}/?user=${encodeURIComponent(id)}&edit`

/** The next time that a page asks whether to leave what is not saved: yes or no. Resolves when it has asked. */
export const leaving = (page: Page, yes: boolean): Promise<void> =>
  page.waitForEvent('dialog').then((dialog) => (yes ? dialog.accept() : dialog.dismiss()))

/** What has the focus, as its tag and text. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate("[document.activeElement.tagName.toLowerCase(), document.activeElement.textContent].join(' ')")
