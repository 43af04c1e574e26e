/** Streams that are switched on and off, with their tables. */
import { right } from 'fp-ts/Either'
import type { StreamView } from '../../value/TableSettings'
import type { Answer } from './answer'
import { closed, dueOf } from './shards'
import * as Sorted from './sorted'
import { describe, type State, type Table, tableOf, withTable } from './state'
import { arnOf, opened, type Stream } from './stream'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

// A stream that is off is kept for a day, outside of its table.
const off = (state: State, table: Table, stream: Stream): State => {
  const [ended, sequence] = closed(stream, state.sequence, state.now)
  const due = Math.min(state.due, dueOf(ended))
  const streams = Sorted.set(state.streams, ended.arn, ended)
  return withTable({ ...state, streams }, { ...table, stream: undefined }, sequence, due)
}

// A stream that is switched on at the moment of one before has more digits of that time, which no other has.
const freeArn = ({ streams, now, sequence }: State, name: string): string => {
  const arn = arnOf(name, now)
  return Sorted.get(streams, arn) === undefined ? arn : `${arn}${String(sequence).padStart(16, '0')}`
}

const on = (state: State, table: Table, view: Exclude<StreamView, 'off'>): State => {
  const { shape } = table
  const arn = freeArn(state, shape.schema.name)
  const stream = opened(arn, view, shape, state.now, state.sequence + 1)
  const due = Math.min(state.due, dueOf(stream))
  return withTable(state, { ...table, stream, latestStream: arn }, state.sequence, due)
}

/** The state with a table as it is set now, its stream switched on or off, and how the table is described then. */
export const switched = (state: State, table: Table): Answer<'CreateTable' | 'UpdateTable'> => {
  const { settings, stream, shape } = table
  const after =
    settings.stream === 'off'
      ? stream === undefined
        ? withTable(state, table)
        : off(state, table, stream)
      : stream === undefined
        ? on(state, table, settings.stream)
        : withTable(state, table)
  return [after, right(describe(tableOf(after, shape.schema.name) ?? table))]
}

/** The state without a table, the stream of which is switched off. */
export const withoutTable = (state: State, table: Table): State => {
  const { stream, shape } = table
  const after = stream === undefined ? state : off(state, table, stream)
  return { ...after, tables: Sorted.remove(after.tables, shape.schema.name) }
}
