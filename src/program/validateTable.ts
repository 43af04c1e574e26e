/** What can be seen to be wrong with an operation on a table before anything is sent. */
import { settingFaults, tagFaults, tagNameFaults } from '../value/settingFaults'
import { globalIndexes } from '../value/TableSchema'
import type { InvalidRequest } from './errors'
import type { CreateTable, TableChange, TagResource, UntagResource, UpdateTable, UpdateTimeToLive } from './Operation'

/** The most bytes of an attribute's name that is a time to live. */
const maxAttributeName = 255

const changeFaults = (change: TableChange): ReadonlyArray<string> => {
  switch (change._tag) {
    case 'Billing':
      return change.billing === undefined && Object.keys(change.indexThroughput ?? {}).length === 0
        ? ['a change of the billing changes nothing']
        : settingFaults(change)
    case 'CreateIndex':
      return [
        ...(change.index.kind === 'global' ? [] : ['a local index is created with its table only']),
        ...(change.throughput === undefined
          ? []
          : settingFaults({ indexThroughput: { [change.index.name]: change.throughput } })),
      ]
    case 'Stream':
    case 'Encryption':
    case 'DeletionProtection':
    case 'TableClass':
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
    ...settingFaults({ ...settings, billing }),
    ...Object.keys(indexThroughput)
      .filter((index) => !names.has(index))
      .map((index) => `there is capacity for '${index}', which is no global index`),
  ]
}

const faults = (
  operation: CreateTable | UpdateTable | UpdateTimeToLive | TagResource | UntagResource,
): ReadonlyArray<string> => {
  switch (operation._tag) {
    case 'CreateTable':
      return creationFaults(operation)
    case 'UpdateTable':
      return changeFaults(operation.change)
    case 'UpdateTimeToLive':
      return operation.attribute.length >= 1 && operation.attribute.length <= maxAttributeName
        ? []
        : [`the attribute of a time to live has from 1 to ${maxAttributeName} characters`]
    case 'TagResource':
      return tagFaults(operation.tags)
    case 'UntagResource':
      return tagNameFaults(operation.names)
  }
}

/** What is wrong with an operation on a table; `undefined` where nothing is. */
export const validateTable = (operation: Parameters<typeof faults>[0]): InvalidRequest | undefined => {
  const found = faults(operation)
  return found.length === 0 ? undefined : { _tag: 'InvalidRequest', reason: found.join('; ') }
}
