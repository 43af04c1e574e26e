/**
 * `npm run bench`: every figure that is claimed, measured in one run.
 *
 *     npm run bench                       all figures
 *     npm run bench -- --smoke            a quick run, to see that everything runs: its figures mean nothing
 *     npm run bench -- --only codec       those of one file
 *     npm run bench -- --json FILE        the figures as JSON too
 */
import { writeFile } from 'node:fs/promises'
import { batchBench } from './batch'
import { codecBench } from './codec'
import type { Figure } from './figure'
import { memoryBench } from './memory'
import { serviceBench } from './service'
import { streamBench } from './stream'
import { testingBench } from './testing'
import { typesBench } from './types'

const args = process.argv.slice(2)
const smoke = args.includes('--smoke')
const jsonAt = args.indexOf('--json')
const file = jsonAt < 0 ? undefined : args[jsonAt + 1]
const onlyAt = args.indexOf('--only')
const benches = {
  batch: () => batchBench({ smoke }),
  codec: () => codecBench({ smoke }),
  memory: () => memoryBench({ smoke }),
  service: () => serviceBench({ smoke }),
  stream: () => streamBench({ smoke }),
  testing: () => testingBench({ smoke }),
  types: () => typesBench(),
}
const names = onlyAt < 0 ? Object.keys(benches) : [args[onlyAt + 1]]

const format = ({ ratio, share, perSecond, count }: Figure): string =>
  (ratio ?? share) !== undefined
    ? `${(ratio ?? share ?? 0).toFixed(2)} ×`
    : perSecond !== undefined
      ? `${Math.round(perSecond).toLocaleString('en')} /s`
      : (count ?? Number.NaN).toLocaleString('en')

const holds = ({ ratio, share, perSecond, count, bound }: Figure): boolean => {
  if (bound === undefined) return true
  const most = ratio ?? count
  return most === undefined ? (perSecond ?? share ?? 0) >= bound : most <= bound
}

const line = (figure: Figure): string => {
  const bound =
    figure.bound === undefined ? '' : `  ${holds(figure) ? 'within' : 'BEYOND'} ${figure.bound.toLocaleString('en')}`
  return `${figure.name.padEnd(72)} ${format(figure).padStart(14)}${bound}`
}

if (jsonAt >= 0 && file === undefined) {
  console.error('--json needs a file')
  process.exitCode = 2
} else {
  const figures: Array<Figure> = []
  for (const [name, bench] of Object.entries(benches)) {
    if (!names.includes(name)) continue
    const measured = await bench()
    for (const figure of measured) console.log(line(figure))
    figures.push(...measured)
  }
  if (file !== undefined) await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
  if (smoke) console.log('a smoke run: the figures mean nothing')
}
