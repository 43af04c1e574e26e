/** attempted: what a user's function answers, whatever it does instead of answering. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { HandlerThrew } from '../../errors'
import { quietly, thrownText } from '../../quietly'

const threw = (message: string): Either<HandlerThrew, never> => E.left({ _tag: 'HandlerThrew', message })

const isEither = (u: unknown): boolean => {
  const tag = quietly(() => (u as { readonly _tag?: unknown } | null | undefined)?._tag)
  return tag === 'Left' || tag === 'Right'
}

/** The answer; `HandlerThrew` where it throws, rejects, or answers what is none. It never rejects. */
export const attempted = async <E, A>(ask: () => Promise<Either<E, A>>): Promise<Either<E | HandlerThrew, A>> => {
  try {
    const answer = await ask()
    return isEither(answer) ? answer : threw('the handler gave no Either')
  } catch (thrown) {
    return threw(thrownText(thrown))
  }
}
