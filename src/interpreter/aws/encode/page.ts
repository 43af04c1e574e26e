/** Requests for pages. */
import type { Either } from 'fp-ts/Either'
import { map } from 'fp-ts/Either'
import { simplify } from '../../../expression/condition/simplify'
import type { InvalidExpression } from '../../../expression/InvalidExpression'
import { render } from '../../../expression/render/render'
import type { Query, Scan } from '../../../program/Operation'
import type { WireExpressions, WirePage, WireQuery, WireScan } from '../wire'
import { metered } from './item'

type Rendered<A> = Either<InvalidExpression, A>

const shared = (TableName: string, operation: Query | Scan): WirePage => {
  const { index, consistent, limit, start, select } = operation
  return {
    TableName,
    ...(index === undefined ? {} : { IndexName: index }),
    ...(consistent ? { ConsistentRead: true } : {}),
    ...(limit === undefined ? {} : { Limit: limit }),
    ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    ...(select === 'count' ? { Select: 'COUNT' } : {}),
    ...metered(operation),
  }
}

/**
 * A filter that no item passes is not sent: of an index, DynamoDB refuses a filter on what is not projected, and the
 * contradiction that it would be is on an attribute that nothing has. The page is counted instead, and answered as empty:
 * it ends where the filtered page would. With a projection it is read, as DynamoDB refuses what it cannot project.
 */
export const rejectsAll = ({ filter }: Query | Scan): boolean =>
  filter._tag !== 'Always' && simplify(filter)._tag === 'Never'

const counted = <O extends Query | Scan>(operation: O) => ({
  ...operation,
  filter: { _tag: 'Always' } as const,
  select: operation.projection === undefined ? ('count' as const) : operation.select,
})

/** Query. */
export const query = (TableName: string, operation: Query): Rendered<WireQuery> =>
  rejectsAll(operation)
    ? query(TableName, counted(operation))
    : map(
        (text: WireExpressions): WireQuery => ({
          ...shared(TableName, operation),
          ...text,
          ...(operation.direction === 'backward' ? { ScanIndexForward: false } : {}),
        }),
      )(render({ key: operation.key, filter: operation.filter, projection: operation.projection }))

/** Scan. */
export const scan = (TableName: string, operation: Scan): Rendered<WireScan> =>
  rejectsAll(operation)
    ? scan(TableName, counted(operation))
    : map(
        (text: WireExpressions): WireScan => ({
          ...shared(TableName, operation),
          ...text,
          ...(operation.segment === undefined
            ? {}
            : { Segment: operation.segment.index, TotalSegments: operation.segment.total }),
        }),
      )(render({ filter: operation.filter, projection: operation.projection }))
