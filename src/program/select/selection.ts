/** A selection, before it is refined. */
import { always } from '../../expression/condition/constructors'
import type { AnySource } from '../../model/Source'
import type { Selection } from './model'

/** All that a query or scan of a source asks, before it is refined. */
export const selection = <A, F>(source: AnySource, from: Selection<A, F>['from']): Selection<A, F> => ({
  _tag: 'Selection',
  source,
  from,
  filter: always,
  projection: undefined,
  consistent: false,
  limit: undefined,
  take: undefined,
  start: undefined,
})
