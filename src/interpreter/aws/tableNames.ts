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

/** The store's name of a table, or why it can have none. */
export type StoredName = (table: string) => Either<InvalidRequest | RequestRefused, string>

/** The tables of one request, by both names. A map, and not a parser: every template can be undone for what was asked. */
export interface Names {
  /** The store's name of a table of the request. */
  readonly stored: (table: string) => string
  /** The program's name of a table that the store names; `undefined` for a table that was not asked for. */
  readonly called: (stored: string) => string | undefined
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/**
 * Names of tables, and ARNs of them.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 */
const legal = /^(arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/)?[a-zA-Z0-9_.-]{3,255}$/

/** Whether a table is named by its ARN. */
export const isArn = (stored: string): boolean => stored.startsWith('arn:')

/** What the store calls a table in its answers: its name, where it was asked for by its ARN too. */
const answered = (stored: string): string => (isArn(stored) ? stored.slice(stored.lastIndexOf('/') + 1) : stored)

/** Whether a name in an answer is that of the table that was asked for. */
export const isNameOf = (stored: string, name: string): boolean => name === stored || name === answered(stored)

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const refused =
  (name: string) =>
  (message: string): Either<RequestRefused, never> =>
    E.left({ _tag: 'RequestRefused', name, message })

const checked =
  (refuse: ReturnType<typeof refused>) =>
  (name: string): Either<RequestRefused, string> =>
    legal.test(name)
      ? E.right(name)
      : refuse(`'${name}' is not a table's name: 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.', or its ARN`)

/** A name of a program's own is refused as DynamoDB refuses it, and so by every interpreter alike. */
const ofProgram = checked(refused('ValidationException'))

const invalidTableName = refused('InvalidTableName')
const ofTemplate = checked(invalidTableName)

/** What a template makes of a name; a function that throws, or gives no text, is a refusal and not an exception. */
const apply =
  (template: TableNameTemplate) =>
  (table: string): Either<RequestRefused, string> => {
    const wrong = (what: string) => invalidTableName(`the table name function ${what} for '${table}'`)
    try {
      const name: unknown = typeof template === 'string' ? template.replaceAll('{table}', () => table) : template(table)
      return typeof name === 'string' ? ofTemplate(name) : wrong(`gave ${String(name)}`)
    } catch (error) {
      return wrong(`threw ${String(error)}`)
    }
  }

/**
 * The stored names of tables, each of which is legal and stands for one table: what a template gives to a second one too is
 * an `InvalidRequest`, however long ago the first was named.
 */
export const naming = (template: TableNameTemplate | undefined): StoredName => {
  if (template === undefined) return ofProgram
  const given = new Map<string, string>()
  return (table) => {
    const name = apply(template)(table)
    if (E.isLeft(name)) return name
    const other = given.get(name.right) ?? table
    if (other !== table)
      return E.left({
        _tag: 'InvalidRequest',
        reason: `the table name template gives '${other}' and '${table}' the same name, '${name.right}'`,
      })
    given.set(name.right, table)
    return name
  }
}

/**
 * The names of all tables of a request.
 *
 * Law: `called(stored(table)) = table` for every table of the request.
 */
export const namesOf =
  (storedName: StoredName) =>
  (tables: Iterable<string>): Either<InvalidRequest | RequestRefused, Names> => {
    const stored = new Map<string, string>()
    for (const table of tables) {
      if (stored.has(table)) continue
      const name = storedName(table)
      if (E.isLeft(name)) return name
      stored.set(table, name.right)
    }
    const called = new Map<string, string>()
    // Of two ARNs that end alike, an answer that has no more than that end says nothing.
    const answeredAs = new Map<string, string | undefined>()
    for (const [table, name] of stored) {
      called.set(name, table)
      if (isArn(name)) answeredAs.set(answered(name), answeredAs.has(answered(name)) ? undefined : table)
    }
    return E.right({
      stored: (table) => stored.get(table) ?? table,
      called: (name) => called.get(name) ?? answeredAs.get(name),
    })
  }
