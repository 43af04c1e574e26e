/** Table names: what programs call a table, and what the store calls it. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { InvalidRequest, RequestRefused } from '../../program/errors'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * How the store calls a table: a template with `{table}` in it, or a function.
 *
 * @example
 * ```ts no-run
 * import { aws } from 'bloop-ts/aws'
 *
 * const byTemplate = aws({ region: 'eu-west-1', tableName: 'prod-{table}' })
 * const byFunction = aws({ region: 'eu-west-1', tableName: (table) => `${table}-2026` })
 * ```
 */
export type TableNameTemplate = `${string}{table}${string}` | ((table: string) => string)

/** The tables of one request, by both names. A map, and not a parser: every template can be undone for what was asked. */
export interface Names {
  /** The store's name of a table of the request. */
  readonly stored: (table: string) => string
  /** The program's name of a table that the store names; `undefined` for a table that was not asked for. */
  readonly called: (stored: string) => string | undefined
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** What a template makes of a name; a function that throws, or gives no text or an empty one, is a refusal and not an exception. */
const apply =
  (template: TableNameTemplate) =>
  (table: string): Either<RequestRefused, string> => {
    try {
      const name: unknown = typeof template === 'string' ? template.replaceAll('{table}', () => table) : template(table)
      if (name === '') return refused(table, 'gave an empty text')
      return typeof name === 'string' ? E.right(name) : refused(table, `gave ${String(name)}`)
    } catch (error) {
      return refused(table, `threw ${String(error)}`)
    }
  }

const refused = (table: string, what: string): Either<RequestRefused, never> =>
  E.left({
    _tag: 'RequestRefused',
    name: 'InvalidTableName',
    message: `the table name function ${what} for '${table}'`,
  })

/** The stored name of a table. */
export const storedName = (
  template: TableNameTemplate | undefined,
): ((table: string) => Either<RequestRefused, string>) => (template === undefined ? E.right : apply(template))

/**
 * The names of all tables of a request.
 *
 * Law: `called(stored(table)) = table` for every table of the request; a template that gives two of them one name is an
 * `InvalidRequest`.
 */
export const namesOf =
  (template: TableNameTemplate | undefined) =>
  (tables: Iterable<string>): Either<InvalidRequest | RequestRefused, Names> => {
    const stored = new Map<string, string>()
    const called = new Map<string, string>()
    for (const table of tables) {
      if (stored.has(table)) continue
      const name = storedName(template)(table)
      if (E.isLeft(name)) return name
      const other = called.get(name.right)
      if (other !== undefined)
        return E.left({
          _tag: 'InvalidRequest',
          reason: `the table name template gives '${other}' and '${table}' the same name, '${name.right}'`,
        })
      stored.set(table, name.right)
      called.set(name.right, table)
    }
    return E.right({ stored: (table) => stored.get(table) ?? table, called: (name) => called.get(name) })
  }
