/** A trial: a shop before its laws, as lines of text, and whether they held. */
import type { Law } from 'bloop-ts/laws'
import { amount } from '../tour/text'
import { shopLaws } from './model'
import type { Options } from './options'
import type { Shop } from './shop'

/** A law, tried. */
export interface Verdict {
  readonly law: string
  readonly holds: boolean
  /** What was tried; and where the law does not hold, what was found. */
  readonly lines: ReadonlyArray<string>
}

/** Three clients; and a store that loses every tenth answer, and refuses as often. */
export const options = {
  concurrent: 3,
  faults: { Throttled: 0.05, Conflicted: 0.05, Failed: 0.05, Unsent: 0.05, TimedOut: 0.05, Lost: 0.1 },
} as const

const tried = async (law: Law, { runs, seed }: Options): Promise<Verdict> => {
  const { failed, numRuns, numShrinks, counterexamplePath, errorInstance } = await law.check({ numRuns: runs, seed })
  if (!failed) return { law: law.name, holds: true, lines: [`${amount(numRuns)} runs`] }
  const found = errorInstance instanceof Error ? errorInstance.message : 'it fails'
  return {
    law: law.name,
    holds: false,
    lines: [
      `found in run ${numRuns}, made smaller ${numShrinks} times: { seed: ${seed}, path: '${counterexamplePath}' }`,
      '',
      ...found.split('\n'),
    ],
  }
}

/** The laws of a shop, one after another. */
export const trial =
  (given: Options, onVerdict: (verdict: Verdict) => void = () => undefined) =>
  async (shop: Shop): Promise<ReadonlyArray<Verdict>> => {
    const verdicts: Array<Verdict> = []
    for (const law of shopLaws(shop, options).laws) {
      const verdict = await tried(law, given)
      onVerdict(verdict)
      verdicts.push(verdict)
    }
    return verdicts
  }

/** Whether the trials ended as they must: the shop is right, and the broken one is so alone, and not at once. */
export const isAsExpected = (right: ReadonlyArray<Verdict>, broken: ReadonlyArray<Verdict>): boolean =>
  right.every(({ holds }) => holds) && broken.map(({ holds }) => holds).join() === 'true,true,false,false'
