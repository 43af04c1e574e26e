/** Resources: how the values of a view are answered, alone and in lists. */
import { type Query as Q, View } from 'bloop-ts'
import type { Slice } from '../paging'
import { etag } from './etag'
import { json, type Response } from './message'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

export interface Resource<in A> {
  /** The entity tag of a value as it is shown. */
  readonly tag: (a: A) => string
  /** A value, with its tag. */
  readonly show: (status: 200 | 201, headers?: Response['headers']) => (a: A) => Response
  /** A page of values of the list at a path, with a link to the next one. */
  readonly list: (path: string, slice: Slice) => (page: Q.Page<A>) => Response
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The address of a part of a list. */
const hrefOf = (path: string, { limit, cursor }: Slice): string => {
  const query = new URLSearchParams({ limit: `${limit}`, ...(cursor === undefined ? {} : { cursor }) })
  return `${path}?${query}`
}

/** Tags are of the text that is sent, so that they are strong: one text, one tag. */
export const resource = <A, F extends View.AnyView['fields'], M extends View.Mode>(
  view: View.View<A, F, M>,
): Resource<A> => {
  const encode = View.encode(view)
  const textOf = (a: A): string => JSON.stringify(encode(a))
  return {
    tag: (a) => etag(textOf(a)),
    show:
      (status, headers = {}) =>
      (a) => {
        const body = textOf(a)
        return {
          status,
          headers: { 'content-type': 'application/json', 'cache-control': 'no-cache', etag: etag(body), ...headers },
          body,
        }
      },
    list:
      (path, slice) =>
      ({ items, next }) => {
        const self = hrefOf(path, slice)
        const following = next === undefined ? undefined : hrefOf(path, { ...slice, cursor: next })
        return json(
          200,
          {
            items: items.map(encode),
            _links: { self: { href: self }, ...(following === undefined ? {} : { next: { href: following } }) },
          },
          following === undefined ? {} : { link: `<${following}>; rel="next"` },
        )
      },
  }
}
