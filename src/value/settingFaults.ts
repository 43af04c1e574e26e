/** What is wrong with the settings of a table, as far as it is seen without a store. */
import { isSetting, settingNames, streamViews, tableClasses } from './settingGuards'
import type { SettingName, TableSettings, Tags, Throughput } from './TableSettings'

// -----------------------------------------------------------------------------
// limits
// -----------------------------------------------------------------------------

/** The most tags of a table, and of one request. */
export const maxTags = 50
const maxTagName = 128
const maxTagValue = 256

/** The most characters of an attribute's name that is a time to live. */
const maxAttributeName = 255

/** The characters of tags: letters, white space, numbers and these. `@` is of the general rules of AWS, not of DynamoDB's. */
const ofTag = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** What begins so, in any case, is AWS's own. */
const reserved = /^aws:/i

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** AWS counts the characters of Unicode, and not the units of UTF-16. */
const characters = (text: string): number => [...text].length

const quoted = (values: ReadonlyArray<string>): string => values.map((value) => `'${value}'`).join(', ')

/** What is said of a setting that is not of its type. */
const notOfType: { readonly [K in SettingName]: string } = {
  billing: "the billing is neither 'onDemand' nor { read, write }",
  indexThroughput: 'the capacity of an index is not { read, write }',
  stream: `the stream is none of ${quoted(streamViews)}`,
  timeToLive: "the time to live is neither 'off' nor { attribute }",
  backups: 'the backups are neither true nor false',
  encryption: "the encryption is neither 'owned' nor 'kms' nor { key }",
  deletionProtection: 'the deletion protection is neither true nor false',
  tableClass: `the table class is none of ${quoted(tableClasses)}`,
  tags: 'the tags are not { name: value } of text',
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const isUnits = (units: number): boolean => Number.isSafeInteger(units) && units >= 1

/** A fault of capacity that is not whole units. */
const throughputFaults = (where: string, { read, write }: Throughput): ReadonlyArray<string> =>
  isUnits(read) && isUnits(write) ? [] : [`the capacity of ${where} is not whole units from 1`]

const wrongText = (what: string, text: string): ReadonlyArray<string> => [
  ...(ofTag.test(text) ? [] : [`${what} has other characters than letters, white space, numbers and _ . : / = + - @`]),
  ...(reserved.test(text) ? [`${what} begins with 'aws:'`] : []),
]

/** A fault of each name of a tag that is none. */
export const tagNameFaults = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.flatMap((name) => {
    const what = `the tag name '${name}'`
    return [
      ...(name === '' || characters(name) > maxTagName ? [`${what} is not 1 to ${maxTagName} characters`] : []),
      ...wrongText(what, name),
    ]
  })

/** A fault of each tag that is none. */
const tagFaults = (tags: Tags): ReadonlyArray<string> => [
  ...(Object.keys(tags).length > maxTags ? [`there are more than ${maxTags} tags`] : []),
  ...tagNameFaults(Object.keys(tags)),
  ...Object.entries(tags).flatMap(([name, value]) => {
    const what = `the value of the tag '${name}'`
    return [
      ...(characters(value) > maxTagValue ? [`${what} is longer than ${maxTagValue} characters`] : []),
      ...wrongText(what, value),
    ]
  }),
]

const timeToLiveFaults = (attribute: string): ReadonlyArray<string> =>
  attribute !== '' && characters(attribute) <= maxAttributeName
    ? []
    : [`the attribute of a time to live is not 1 to ${maxAttributeName} characters`]

/** The faults of settings that are of their types. */
const valueFaults = ({ billing, indexThroughput = {}, timeToLive, tags }: TableSettings): ReadonlyArray<string> => {
  const capacities = Object.entries(indexThroughput)
  return [
    ...(billing === undefined || billing === 'onDemand' ? [] : throughputFaults('the table', billing)),
    ...capacities.flatMap(([name, throughput]) => throughputFaults(`index '${name}'`, throughput)),
    ...(billing === 'onDemand' && capacities.length > 0
      ? ['an index has capacity of its own, and the table is billed on demand']
      : []),
    ...(timeToLive === undefined || timeToLive === 'off' ? [] : timeToLiveFaults(timeToLive.attribute)),
    ...(tags === undefined ? [] : tagFaults(tags)),
  ]
}

/**
 * One sentence for each setting that is none, or that DynamoDB would refuse.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TaggingRestrictions.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TimeToLiveSpecification.html
 */
export const settingFaults = (settings: TableSettings): ReadonlyArray<string> => {
  const wrong = settingNames.filter((name) => settings[name] !== undefined && !isSetting[name](settings[name]))
  const right = Object.fromEntries(
    settingNames.filter((name) => !wrong.includes(name)).map((name) => [name, settings[name]]),
  ) as TableSettings
  return [...wrong.map((name) => notOfType[name]), ...valueFaults(right)]
}
