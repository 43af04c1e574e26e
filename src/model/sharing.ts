/** Sharing: the tables that several models need, each merged from the models that live in it. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { AnyModel } from './AnyModel'
import { type Contradiction, modelContradictions, type NamedSpec } from './contradictions'
import { merge } from './merge'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The table whose models contradict each other, and in what. */
export interface Contradicting {
  readonly table: string
  readonly contradictions: ReadonlyArray<Contradiction>
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

type Several = [AnyModel, ...AnyModel[]]

const byTable = (models: ReadonlyArray<AnyModel>): ReadonlyArray<readonly [string, Several]> => {
  const tables = new Map<string, Several>()
  for (const model of models) {
    const others = tables.get(model.schema.name)
    if (others === undefined) tables.set(model.schema.name, [model])
    else others.push(model)
  }
  return [...tables]
}

/** The one spec of models of a table that do not contradict each other. */
export const specOf = ([first, ...others]: Several): Either<ReadonlyArray<Contradiction>, NamedSpec> => {
  const found = modelContradictions([first, ...others])
  if (found.length > 0) return E.left(found)
  let merged: NamedSpec = { name: first.name, schema: first.schema, settings: first.settings }
  for (const model of others) {
    const both = merge(merged, model)
    if (E.isLeft(both)) return both
    merged = both.right
  }
  return E.right(merged)
}

/** One spec for each table, in the order of the models; `Left`: the first table whose models contradict each other. */
export const specsOf = (models: ReadonlyArray<AnyModel>): Either<Contradicting, ReadonlyArray<NamedSpec>> => {
  const specs: Array<NamedSpec> = []
  for (const [table, several] of byTable(models)) {
    const spec = specOf(several)
    if (E.isLeft(spec)) return E.left({ table, contradictions: spec.left })
    specs.push(spec.right)
  }
  return E.right(specs)
}
