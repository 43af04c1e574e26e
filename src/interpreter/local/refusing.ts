/** HTTP 500 for malformed input. */
import * as TE from 'fp-ts/TaskEither'
import type { ServiceError, TransportMiddleware } from '../aws/Transport'

/**
 * DynamoDB Local 3.3.1 answers HTTP 500 `InternalFailure` where AWS answers 400: for JSON, base64 or enum values that are
 * malformed, and for an index without capacity on a table that is billed for it. It is the request that is wrong, and no
 * repetition would help.
 */
const refused = (error: ServiceError): ServiceError =>
  error._tag === 'Service' && error.status === 500 && error.name === 'InternalFailure'
    ? { ...error, status: 400 }
    : error

/**
 * A transport whose internal failures are refusals. Those of DescribeTable are none: nothing in it can be malformed, and for
 * a moment, while an index begins to be filled, 3.3.1 cannot describe its table.
 */
export const refusing: TransportMiddleware = (transport) => (operation, input, signal) =>
  operation === 'DescribeTable'
    ? transport(operation, input, signal)
    : TE.mapLeft(refused)(transport(operation, input, signal))
