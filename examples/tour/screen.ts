/** The screen: steps as lines of text, in colours where it is a terminal. */
import type { Step } from './step'
import { amount } from './text'

/** How parts of a line are set off. */
export interface Style {
  readonly title: (text: string) => string
  readonly quiet: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
}

const same = (text: string): string => text
const sgr = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`

export const plain: Style = { title: same, quiet: same, good: same, bad: same }
export const coloured: Style = { title: sgr(1, 22), quiet: sgr(2, 22), good: sgr(32, 39), bad: sgr(31, 39) }

/** What stands above a step. */
export const showTitle =
  ({ title }: Style) =>
  (text: string, number: number): ReadonlyArray<string> => ['', `${String(number).padStart(2)}  ${title(text)}`]

/** A step that was done: its requests, its verdict, its answer. */
export const showStep =
  ({ quiet, good, bad }: Style) =>
  ({ requests, lines, unexpected }: Step): ReadonlyArray<string> => {
    const width = Math.max(15, ...requests.flatMap(([first]) => (first === undefined ? [] : [first[0].length])))
    return [
      ...requests.flatMap((request) =>
        request.map(([label, text], at) =>
          quiet(at === 0 ? `    ${label.padEnd(width)}  ${text}` : `      ${label.padEnd(width - 2)}  ${text}`),
        ),
      ),
      ...lines.map((line, at) => `  ${at === 0 && unexpected.length === 0 ? good('✓') : ' '} ${line}`),
      ...unexpected.map((text) => bad(`  ✗ ${text}`)),
    ]
  }

/** All of it, without colours: what two interpreters must agree on. */
export const transcript = (steps: ReadonlyArray<Step>): string =>
  steps
    .flatMap((step) => [...showTitle(plain)(step.title, step.number), ...showStep(plain)(step)])
    .map((line) => `${line}\n`)
    .join('')

const cells = 40

/** How far it is, as a bar. */
export const bar = (done: number, of: number): string => {
  const full = Math.round((done / of) * cells)
  return `    ${'█'.repeat(full)}${'░'.repeat(cells - full)}  ${amount(done)} of ${amount(of)} films`
}
