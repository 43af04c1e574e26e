/** place: the model of checkpoints in a DynamoDB table, and how one of them is read and written. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { Json } from 'fp-ts/Json'
import * as O from 'fp-ts/Option'
import { integer } from '../../codec/integer'
import { json } from '../../codec/json'
import { optional } from '../../codec/optional'
import { string } from '../../codec/string'
import { and, eq, missing } from '../../expression/condition/constructors'
import { concat, set } from '../../expression/update/constructors'
import { model as modelOf } from '../../model'
import type { DecodeFailed, ReadError, WriteError } from '../errors'
import type { Interpreter } from '../Interpreter'
import { find } from '../read/constructors'
import { run as read } from '../read/run'
import { update } from '../write/constructors'
import { run as write } from '../write/run'
import type { Claim } from './Checkpoint'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * The model of checkpoints in a table: an item for each name, with its version, whose claim is the newest, and what was saved as
 * JSON text. The table may be shared with other models. Like `Model.model`, it throws where no table has such a name.
 *
 * @example
 * ```ts
 * import { Checkpoint, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const Place = Checkpoint.model({ table: 'checkpoints' })
 * assert.ok(E.isRight(await T.bind(Place)(inMemory())()))
 * ```
 */
export const model = ({ table }: { readonly table: string }) =>
  modelOf({
    name: 'Checkpoint',
    table,
    attributes: { name: string, version: integer, owner: string, value: optional(json()) },
    key: { partition: 'name' },
  })

/** The model of checkpoints in a table. */
export type Model = ReturnType<typeof model>

/** A checkpoint as it is stored. */
export interface Place {
  readonly version: number
  readonly owner: string
  readonly value?: Json
}

// -----------------------------------------------------------------------------
// programs
// -----------------------------------------------------------------------------

type Failure = ReadError | WriteError | DecodeFailed

/** What is stored now. */
export const stored =
  (model: Model, name: string) =>
  (interpreter: Interpreter): Promise<Either<Failure, Place | undefined>> =>
    read(find(model)({ name }, { consistent: true }))(interpreter)().then(E.map(O.toUndefined))

/** Moves on from one version to the next; `ConditionFailed` where that is not the one that is stored. */
export const moveOn =
  (model: Model, name: string) =>
  (from: Pick<Claim, 'version' | 'owner'> | undefined, owner: string, value: { readonly value?: Json }) =>
  (interpreter: Interpreter): Promise<Either<Failure, unknown>> => {
    const { at } = model
    const condition =
      from === undefined ? missing(at.version) : pipe(eq(at.version, from.version), and(eq(at.owner, from.owner ?? '')))
    const marked = pipe(set(at.version, (from?.version ?? 0) + 1), concat(set(at.owner, owner)))
    const all = value.value === undefined ? marked : pipe(marked, concat(set(at.value, value.value)))
    return write(update(model)({ name }, all, { condition }))(interpreter)()
  }
