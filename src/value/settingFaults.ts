/** What is wrong with the settings of a table, as far as it is seen without a store. */
import type { TableSettings, Tags, Throughput } from './TableSettings'

// -----------------------------------------------------------------------------
// limits
// -----------------------------------------------------------------------------

const maxTags = 50
const maxTagName = 128
const maxTagValue = 256

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const isCapacity = (units: number): boolean => Number.isSafeInteger(units) && units >= 1

/** A fault of capacity that is not whole units. */
const throughputFaults = (where: string, { read, write }: Throughput): ReadonlyArray<string> =>
  isCapacity(read) && isCapacity(write) ? [] : [`the capacity of ${where} is not whole units from 1`]

/** A fault of each name of a tag that is none. */
export const tagNameFaults = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names
    .filter((name) => name === '' || name.length > maxTagName || name.startsWith('aws:'))
    .map((name) => `the tag name '${name}' is not 1 to ${maxTagName} characters that do not begin with 'aws:'`)

/** A fault of each tag that is none. */
export const tagFaults = (tags: Tags): ReadonlyArray<string> => [
  ...(Object.keys(tags).length > maxTags ? [`there are more than ${maxTags} tags`] : []),
  ...tagNameFaults(Object.keys(tags)),
  ...Object.entries(tags)
    .filter(([, value]) => value.length > maxTagValue)
    .map(([name]) => `the value of the tag '${name}' is longer than ${maxTagValue} characters`),
]

/**
 * One sentence for each setting that DynamoDB would refuse.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html
 */
export const settingFaults = ({ billing, indexThroughput = {}, tags }: TableSettings): ReadonlyArray<string> => {
  const capacities = Object.entries(indexThroughput)
  return [
    ...(billing === undefined || billing === 'onDemand' ? [] : throughputFaults('the table', billing)),
    ...capacities.flatMap(([name, throughput]) => throughputFaults(`index '${name}'`, throughput)),
    ...(billing === 'onDemand' && capacities.length > 0
      ? ['an index has capacity of its own, and the table is billed on demand']
      : []),
    ...(tags === undefined ? [] : tagFaults(tags)),
  ]
}
