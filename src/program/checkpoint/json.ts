/** json: what may be saved: the values that JSON writes without loss. How large they may be is for who keeps them. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import { json } from '../../codec/json'
import type { CheckpointFailed } from '../errors'
import { quietly } from '../quietly'

const codec = json()

/** A checkpoint that could not be read or written, and why. */
export const failed = (message: string): CheckpointFailed => ({ _tag: 'CheckpointFailed', message })

/** The text of a value; `CheckpointFailed` where it is no JSON. */
export const textOf = (value: Json): Either<CheckpointFailed, string> => {
  const stored = quietly(() => codec.encode(value))
  return stored !== undefined && 'S' in stored && typeof stored.S === 'string'
    ? E.right(stored.S)
    : E.left(failed('what is to be saved is no JSON'))
}
