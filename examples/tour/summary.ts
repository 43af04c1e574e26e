/** The last line: what the tour came to. */
import type { Reading } from './file'
import type { Step } from './step'
import { amount, counted } from './text'

/** Whether every step was done, and went as it must. */
export const isAsExpected = (steps: ReadonlyArray<Step>): boolean =>
  steps.length > 0 && steps.every(({ unexpected }) => unexpected.length === 0)

export const summary = (
  { read, accepted, rejected, classes }: Reading,
  steps: ReadonlyArray<Step>,
  milliseconds: number,
): string =>
  [
    `tour: ${counted(read, 'film')} read, ${amount(accepted.length)} accepted`,
    `${amount(rejected.length)} rejected in ${classes.length} classes; ${counted(steps.length, 'step')}`,
    isAsExpected(steps) ? 'all as expected' : 'the last of them not as expected',
    `${(milliseconds / 1000).toFixed(1)} s`,
  ].join(', ')
