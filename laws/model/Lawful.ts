/** Lawful: what the laws of models are asked of. */
import type * as E from 'fp-ts/Either'
import type { Errors } from 'io-ts'
import type { AnyModel } from '../../src/model/AnyModel'

/** What the laws of models take: a model, or a sum of models. */
export interface Lawful extends AnyModel {
  readonly index: { readonly [name: string]: { readonly model: AnyModel } }
  readonly is: (u: unknown) => boolean
  readonly decode: (item: unknown) => E.Either<Errors, unknown>
}
