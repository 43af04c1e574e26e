/** The input that is a part of a list: `limit` and `cursor`. */
import * as E from 'fp-ts/Either'
import type { Slice } from '../paging'
import type { Input } from './input'
import { problem, type Wrong } from './problem'

const most = 100
const usual = 20

const limitOf = (text: string): number | undefined => {
  const limit = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0
  return limit >= 1 && limit <= most ? limit : undefined
}

/** That a cursor is one of the list is found out when it is used. */
export const slice: Input<{ readonly slice: Slice }> = {
  docs: {
    parameters: [
      {
        name: 'limit',
        in: 'query',
        required: false,
        description: 'At most so many.',
        schema: { type: 'integer', minimum: 1, maximum: most, default: usual },
      },
      {
        name: 'cursor',
        in: 'query',
        required: false,
        description: 'Where to go on: what a link to the next page has.',
        schema: { type: 'string' },
      },
    ],
    problems: ['invalid-parameters'],
  },
  read: ({ query }) => {
    const [asked, cursor] = [query.get('limit'), query.get('cursor')]
    const limit = asked === null ? usual : limitOf(asked)
    const wrong: ReadonlyArray<Wrong> = [
      ...(limit === undefined ? [{ parameter: 'limit', detail: `expected integer of 1 to ${most}` }] : []),
      ...(cursor === '' ? [{ parameter: 'cursor', detail: 'expected a cursor' }] : []),
    ]
    return limit === undefined || wrong.length > 0
      ? E.left(problem('invalid-parameters', { errors: wrong }))
      : E.right({ slice: { limit, cursor: cursor ?? undefined } })
  },
}
