/** Mismatches as io-ts reports them. */
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import type { Mismatch } from '../value/Mismatch'
import type { Segment } from '../value/Path'

/** Mismatches as io-ts reports them. */
export const toValidationErrors = (
  mismatches: ReadonlyArray<Mismatch>,
  root: unknown,
  context: t.Context,
): ReadonlyArray<t.ValidationError> =>
  mismatches.map(({ path, expected, actual }) => ({
    value: actual,
    context: [
      ...(context.length === 0 ? [{ key: '', type: t.unknown, actual: root }] : context),
      ...path.map((key) => ({ key: String(key), type: t.unknown, actual })),
    ],
    message: `expected ${expected}`,
  }))

/** Whether the members of an io-ts codec are no places of their own. */
export const isCombination = (type: t.Decoder<unknown, unknown> | undefined): boolean => {
  const tag = (type as { readonly _tag?: unknown } | undefined)?._tag
  return tag === 'UnionType' || tag === 'IntersectionType'
}

/** io-ts's errors as mismatches; the members of unions and intersections are no places. */
export const mismatchesOf = (
  validation: t.Validation<unknown>,
  path: ReadonlyArray<Segment>,
): ReadonlyArray<Mismatch> =>
  E.isRight(validation)
    ? []
    : validation.left.map(({ value, context, message }) => ({
        path: [...path, ...context.slice(1).flatMap(({ key }, i) => (isCombination(context[i]?.type) ? [] : [key]))],
        expected: message ?? context[context.length - 1]?.type.name ?? 'another value',
        actual: value,
      }))
