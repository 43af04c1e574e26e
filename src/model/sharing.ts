/** Sharing: the tables that several models need, each merged from the models that live in it. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { AnyModel } from './AnyModel'
import { type Contradiction, contradictions, keyTypes, merge, type NamedSpec } from './merge'
import { storedName } from './paths'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The models of a table that contradict each other, and in what. */
export interface Contradicting {
  readonly table: string
  readonly contradictions: ReadonlyArray<Contradiction>
}

// -----------------------------------------------------------------------------
// contradictions
// -----------------------------------------------------------------------------

/** What one model keeps under the name of another's key must be able to be one: the store refuses all other items. */
const noKeys = (x: AnyModel, y: AnyModel): ReadonlyArray<Contradiction> => {
  const own = keyTypes(y.schema)
  const kept = new Map(
    Object.entries(y.attributes).map(([name, attribute]) => [storedName(name, attribute), attribute]),
  )
  return [...keyTypes(x.schema)].flatMap(([name, type]) => {
    const types = own.has(name) ? undefined : kept.get(name)?.types
    return types === undefined || types.includes(type)
      ? []
      : [{ path: `attributes.${name}`, models: [x.name, y.name] as const, values: [type, types.join(' or ')] as const }]
  })
}

const between = (x: AnyModel, y: AnyModel): ReadonlyArray<Contradiction> => [
  ...contradictions(x, y),
  ...noKeys(x, y),
  ...noKeys(y, x),
]

const pairs = <A>(all: ReadonlyArray<A>): ReadonlyArray<readonly [A, A]> =>
  all.flatMap((x, i) => all.slice(i + 1).map((y) => [x, y] as const))

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const byTable = (
  models: ReadonlyArray<AnyModel>,
): ReadonlyArray<readonly [string, readonly [AnyModel, ...AnyModel[]]]> => {
  const tables = new Map<string, [AnyModel, ...AnyModel[]]>()
  for (const model of models) {
    const others = tables.get(model.schema.name)
    if (others === undefined) tables.set(model.schema.name, [model])
    else others.push(model)
  }
  return [...tables]
}

/** One spec for each table, in the order of the models; `Left`: the first table whose models contradict each other. */
export const specsOf = (models: ReadonlyArray<AnyModel>): Either<Contradicting, ReadonlyArray<NamedSpec>> => {
  const specs: Array<NamedSpec> = []
  for (const [table, [first, ...others]] of byTable(models)) {
    const found = pairs([first, ...others]).flatMap(([x, y]) => between(x, y))
    if (found.length > 0) return E.left({ table, contradictions: found })
    let merged: NamedSpec = { name: first.name, schema: first.schema, settings: first.settings }
    for (const model of others) {
      const both = merge(merged, model)
      if (E.isLeft(both)) return E.left({ table, contradictions: both.left })
      merged = both.right
    }
    specs.push(merged)
  }
  return E.right(specs)
}
