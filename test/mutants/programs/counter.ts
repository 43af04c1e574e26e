/** Mutants of what an application's function stands on. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `a counter > ${name}`)

/** Faults that a model of the function finds. */
export const counters: ReadonlyArray<Mutant> = [
  {
    name: 'an increment sets what is to be added',
    file: 'src/expression/update/constructors.ts',
    from: "{ _tag: 'Arithmetic', operator, left: placeOf(path), right: literal(path, by) })",
    to: 'literal(path, by))',
    kills: laws('calls are answered as by the model, and leave what it holds'),
  },
  {
    name: 'a put drops its condition, so that an update is lost',
    file: 'src/program/write/constructors.ts',
    from: "() => [{ _tag: 'Put', table: model.schema.name, item, condition: conditionOf(given) }],",
    to: "() => [{ _tag: 'Put', table: model.schema.name, item, condition: always }],",
    kills: laws(
      'calls of 2 clients at once are answered as in some order',
      'calls of 2 clients at once are answered as in some order, under faults',
    ),
  },
  {
    name: 'increments are repeated after their answer was lost',
    file: 'src/program/repeatable.ts',
    from: 'isUnguarded(operation.update.condition, operation.returning) && isIdempotent(operation.update.update)',
    to: 'isUnguarded(operation.update.condition, operation.returning)',
    kills: laws('under faults, a call that failed was done or was not'),
  },
]
