/** The steps of programs on a model's table, with their texts. */
import * as fc from 'fast-check'
import { pipe } from 'fp-ts/function'
import { always } from '../../src/expression/condition/constructors'
import type { Condition } from '../../src/expression/condition/model'
import { show as showCondition } from '../../src/expression/condition/show'
import { show as showUpdate } from '../../src/expression/update/show'
import type { AnySource } from '../../src/model/Source'
import type { Program } from '../../src/program/Program'
import * as Q from '../../src/program/Query'
import * as Read from '../../src/program/Read'
import * as Scan from '../../src/program/Scan'
import type { AnyError } from '../../src/program/showError'
import * as W from '../../src/program/Write'
import { showItem } from '../../src/value/show'
import { conditionsAt, type Pathed, placesAbout } from './ofCondition'
import { arbitraryQuery } from './ofQuery'
import { arbitraryUpdate } from './ofUpdate'
import type { Given } from './overrides'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A model with indexes: every `Model`, and every sum of them. */
export type Tabled = Pathed & AnySource & { readonly index: object }

/** A step of a program, with its text. */
export interface Step {
  readonly text: string
  readonly program: Program<AnyError, unknown>
}

/** A write, with its text. */
export interface Writing {
  readonly text: string
  readonly write: W.Write<'run' | 'transact', AnyError, unknown>
}

type Steps = fc.Arbitrary<Step>

// -----------------------------------------------------------------------------
// steps
// -----------------------------------------------------------------------------

const sometimes = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 })

const given = (condition: Condition<never> | undefined) => ({
  condition: (condition ?? always) as Condition<unknown>,
})
const ifText = (condition: Condition<never> | undefined): string =>
  condition === undefined ? '' : ` IF ${showCondition(condition)}`

/** Writes of one item, of which some are conditional. */
export const writesOf = (
  model: Tabled,
  keys: fc.Arbitrary<unknown>,
  values: fc.Arbitrary<unknown>,
  overrides: Given | undefined,
): fc.Arbitrary<Writing> => {
  const { item, places } = placesAbout<Pathed>(model, { overrides: overrides as never })
  const condition = sometimes(
    fc.oneof(
      { weight: 1, arbitrary: fc.constant(W.ifNotExists(model)) },
      { weight: 2, arbitrary: conditionsAt(item, places) },
    ),
  )
  const text = (a: unknown): string => showItem(model.encode(a as never))
  const keyText = (key: unknown): string => showItem(model.encodeKey(key as never))
  return fc.oneof(
    fc.tuple(values, condition).map(([a, c]) => ({
      text: `put ${text(a)}${ifText(c)}`,
      write: W.put(model)(a, given(c)),
    })),
    fc.tuple(values, condition).map(([a, c]) => ({
      text: `save ${text(a)}${ifText(c)}`,
      write: W.save(model)(a, given(c)),
    })),
    fc.tuple(keys, arbitraryUpdate<Pathed>(model, { overrides: overrides as never }), condition).map(([key, u, c]) => ({
      text: `update ${keyText(key)} ${showUpdate(u) || 'nothing'}${ifText(c)}`,
      write: W.update(model)(key, u, given(c)),
    })),
    fc.tuple(keys, condition).map(([key, c]) => ({
      text: `delete ${keyText(key)}${ifText(c)}`,
      write: W.delete(model)(key, given(c)),
    })),
  )
}

/** Finds of some keys: one by one, in batches, in transactions. */
export const reading = (keys: ReadonlyArray<unknown>, model: Tabled): ReadonlyArray<Steps> => {
  const some = fc.subarray([...keys], { minLength: 1 })
  const text = (all: ReadonlyArray<unknown>): string =>
    all.map((key) => showItem(model.encodeKey(key as never))).join(', ')
  return [
    fc.constantFrom(...keys).map((key) => ({ text: `find ${text([key])}`, program: Read.run(Read.find(model)(key)) })),
    some.map((all) => ({ text: `batch find ${text(all)}`, program: Read.batch(Read.findMany(model)(all)) })),
    some.map((all) => ({ text: `transact find ${text(all)}`, program: Read.transact(Read.findMany(model)(all)) })),
  ]
}

/** Queries and scans of a table or index. */
export const ofSource = (source: AnySource, about: unknown, overrides: Given | undefined): ReadonlyArray<Steps> => {
  const name = source.indexName ?? source.model.schema.name
  const few = sometimes(fc.integer({ min: 1, max: 3 }))
  const queries = arbitraryQuery(source, { about, overrides: overrides as never })
  return [
    queries.map((query) => ({ text: fc.stringify(query), program: Q.collect(query) })),
    queries.map((query) => ({ text: `a page of ${fc.stringify(query)}`, program: Q.page(query) })),
    fc.tuple(few, few).map(([limit, take]) => {
      const limited = limit === undefined ? Scan.scan(source) : pipe(Scan.scan(source), Scan.limit(limit))
      const all = take === undefined ? limited : pipe(limited, Scan.take(take))
      return {
        text: `scan ${name}${limit === undefined ? '' : ` LIMIT ${limit}`}${take === undefined ? '' : ` TAKE ${take}`}`,
        program: Scan.collect(all),
      }
    }),
  ]
}

/** Some writes as one step's text. */
export const together = (word: string, writings: ReadonlyArray<Pick<Writing, 'text'>>): string =>
  [word, ...writings.map(({ text }) => `     ${text}`)].join('\n')
