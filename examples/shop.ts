/** `npm run shop`: a shop that is right and one that is broken, before the same laws; on the screen. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { broken } from './shop/broken'
import { type Options, parseOptions, usage } from './shop/options'
import { shop } from './shop/shop'
import { isAsExpected, trial, type Verdict } from './shop/trial'
import { showTitle } from './tour/screen'
import { complain, print, styleOf } from './tour/terminal'

const { good, bad, quiet } = styleOf()

const show = ({ law, holds, lines: [first = '', ...more] }: Verdict): void =>
  print([
    `  ${holds ? good('✓') : bad('✗')} ${law}`,
    quiet(`    ${first}`),
    ...more.map((line) => `    ${line}`.trimEnd()),
  ])

const main = async (options: Options): Promise<number> => {
  if (options.help) {
    print(usage)
    return 0
  }
  const title = showTitle(styleOf())
  print(title('The shop: an order and its stock are one transaction, with a condition on each', 1))
  const right = await trial(options, show)(shop)
  print(title('The broken shop: it reads the stock, and writes what it made of it', 2))
  const wrong = await trial(options, show)(broken)
  return isAsExpected(right, wrong) ? 0 : 1
}

process.exitCode = await pipe(
  parseOptions(process.argv.slice(2)),
  E.match((problem) => {
    complain('shop', problem, ['', ...usage])
    return Promise.resolve(2)
  }, main),
)
