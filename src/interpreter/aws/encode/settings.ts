/** What tables are set to, on the wire. Only what is named is sent. */
import type {
  Billing,
  Encryption,
  StreamView,
  TableClass,
  TableSettings,
  Tags,
  Throughput,
} from '../../../value/TableSettings'
import type { WireSettings, WireTag, WireThroughput } from '../wire'

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

/** Capacity. */
export const throughput = ({ read, write }: Throughput): WireThroughput => ({
  ReadCapacityUnits: read,
  WriteCapacityUnits: write,
})

/** How a table is billed. */
export const billing = (asked: Billing): WireSettings =>
  asked === 'onDemand'
    ? { BillingMode: 'PAY_PER_REQUEST' }
    : { BillingMode: 'PROVISIONED', ProvisionedThroughput: throughput(asked) }

const views = {
  keys: 'KEYS_ONLY',
  new: 'NEW_IMAGE',
  old: 'OLD_IMAGE',
  newAndOld: 'NEW_AND_OLD_IMAGES',
} as const satisfies { readonly [view in Exclude<StreamView, 'off'>]: string }

/** A stream, or none. */
export const stream = (asked: StreamView): WireSettings => ({
  StreamSpecification:
    asked === 'off' ? { StreamEnabled: false } : { StreamEnabled: true, StreamViewType: views[asked] },
})

/**
 * Encryption. That of DynamoDB's own key is asked for as none.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSESpecification.html
 */
export const encryption = (asked: Encryption): WireSettings => ({
  SSESpecification:
    asked === 'owned'
      ? { Enabled: false }
      : asked === 'kms'
        ? { Enabled: true }
        : { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: asked.key },
})

/** Whether deleting the table is refused. */
export const deletionProtection = (asked: boolean): WireSettings => ({ DeletionProtectionEnabled: asked })

/** The class of a table's storage. */
export const tableClass = (asked: TableClass): WireSettings => ({
  TableClass: asked === 'standard' ? 'STANDARD' : 'STANDARD_INFREQUENT_ACCESS',
})

/** Tags. */
export const tags = (asked: Tags): ReadonlyArray<WireTag> =>
  Object.entries(asked).map(([Key, Value]) => ({ Key, Value }))

// -----------------------------------------------------------------------------
// all of them
// -----------------------------------------------------------------------------

const given = <A>(asked: A | undefined, encode: (a: A) => WireSettings): WireSettings =>
  asked === undefined ? {} : encode(asked)

/** What a new table is set to: billed on demand where nothing else is said, and without a stream. */
export const settings = (asked: TableSettings): WireSettings => ({
  ...billing(asked.billing ?? 'onDemand'),
  ...(asked.stream === 'off' ? {} : given(asked.stream, stream)),
  ...given(asked.encryption, encryption),
  ...given(asked.deletionProtection, deletionProtection),
  ...given(asked.tableClass, tableClass),
})
