import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** The browser of this machine; installed with apt-get if there is none. */
export const installChromium = (): string => {
  const found = findChromium()
  if (found !== undefined) return found
  const sudo = process.getuid?.() === 0 ? [] : ['sudo']
  run(...sudo, 'apt-get', 'update')
  run(...sudo, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')
  const installed = findChromium()
  if (installed === undefined) throw new Error(`apt-get left no ${names.join(', ')} in the PATH`)
  return installed
}

/** Chromium's sandbox refuses root. https://playwright.dev/docs/api/class-browsertype#browser-type-launch */
export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })

const findChromium = (): string | undefined =>
  names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((path) => join(path, name))).find(isProgram)

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const run = (...[command = '', ...args]: ReadonlyArray<string>) => {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')} ended with ${status}`)
}
