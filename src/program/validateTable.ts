/** What can be seen to be wrong with an operation on a table before anything is sent. */
import { settingFaults, tagNameFaults } from '../value/settingFaults'
import { globalIndexes, type IndexSchema } from '../value/TableSchema'
import type { SettingName, TableSettings } from '../value/TableSettings'
import type { InvalidRequest } from './errors'
import type {
  CreateTable,
  TableChange,
  TagResource,
  UntagResource,
  UpdateContinuousBackups,
  UpdateTable,
  UpdateTimeToLive,
} from './Operation'

// -----------------------------------------------------------------------------
// interpreters: parts
// -----------------------------------------------------------------------------

/** The faults of one setting, which must be given. */
const oneSetting = (name: SettingName, settings: TableSettings): ReadonlyArray<string> =>
  settings[name] === undefined
    ? [`a change of the ${name} does not say to what`]
    : settingFaults({ [name]: settings[name] })

/** A list of no attributes is none: the service is told of keys alone, or of at least one attribute. */
const projectionFaults = ({ name, projection }: IndexSchema): ReadonlyArray<string> =>
  projection === 'all' ||
  projection === 'keys' ||
  (Array.isArray(projection) && projection.length > 0 && projection.every((one: unknown) => typeof one === 'string'))
    ? []
    : [`index '${name}' projects neither 'all' nor 'keys' nor at least one attribute`]

const changeFaults = (change: TableChange): ReadonlyArray<string> => {
  switch (change._tag) {
    case 'Billing':
      return change.billing === undefined && Object.keys(change.indexThroughput ?? {}).length === 0
        ? ['a change of the billing changes nothing']
        : settingFaults(change)
    case 'Stream':
      return oneSetting('stream', change)
    case 'Encryption':
      return oneSetting('encryption', change)
    case 'DeletionProtection':
      return oneSetting('deletionProtection', change)
    case 'TableClass':
      return oneSetting('tableClass', change)
    case 'CreateIndex':
      return [
        ...(change.index.kind === 'global' ? [] : ['a local index is created with its table only']),
        ...projectionFaults(change.index),
        ...(change.throughput === undefined
          ? []
          : settingFaults({ indexThroughput: { [change.index.name]: change.throughput } })),
      ]
    case 'DeleteIndex':
      return []
    default:
      return ['the change is none of a table']
  }
}

const creationFaults = ({ schema, settings = {} }: CreateTable): ReadonlyArray<string> => {
  const { billing = 'onDemand', indexThroughput = {} } = settings
  const names = new Set(globalIndexes(schema).map(({ name }) => name))
  return [
    ...schema.indexes.flatMap(projectionFaults),
    ...settingFaults({ ...settings, billing }),
    ...Object.keys(indexThroughput)
      .filter((index) => !names.has(index))
      .map((index) => `there is capacity for '${index}', which is no global index`),
  ]
}

const untagFaults = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.length === 0
    ? ['no tag is named']
    : names.every((name: unknown) => typeof name === 'string')
      ? tagNameFaults(names)
      : ['the name of a tag is not text']

const switchFaults = (enabled: boolean): ReadonlyArray<string> =>
  typeof enabled === 'boolean' ? [] : ['what is to be switched is neither on nor off: enabled is no boolean']

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const faults = (
  operation: CreateTable | UpdateTable | UpdateTimeToLive | UpdateContinuousBackups | TagResource | UntagResource,
): ReadonlyArray<string> => {
  switch (operation._tag) {
    case 'CreateTable':
      return creationFaults(operation)
    case 'UpdateTable':
      return changeFaults(operation.change)
    case 'UpdateTimeToLive':
      return [...settingFaults({ timeToLive: { attribute: operation.attribute } }), ...switchFaults(operation.enabled)]
    case 'UpdateContinuousBackups':
      return switchFaults(operation.enabled)
    case 'TagResource':
      return Object.keys(operation.tags).length === 0 ? ['no tag is given'] : settingFaults({ tags: operation.tags })
    case 'UntagResource':
      return untagFaults(operation.names)
  }
}

/** What is wrong with an operation on a table; `undefined` where nothing is. */
export const validateTable = (operation: Parameters<typeof faults>[0]): InvalidRequest | undefined => {
  const found = faults(operation)
  return found.length === 0 ? undefined : { _tag: 'InvalidRequest', reason: found.join('; ') }
}
