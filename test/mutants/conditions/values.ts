/** Mutants of conditions that are asked of a model's values. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `conditions of Thing: on values > ${name}`)

const predicate = 'toPredicate c a = evaluate c (encode a) = evaluate (what is sent of c) (encode a)'
const snapshot = 'snapshot x, as it is sent, holds on y exactly if x and y are equal'

/** Faults between values and items. */
export const onValues: ReadonlyArray<Mutant> = [
  {
    name: 'a predicate is asked of the value, and not of its item',
    file: 'src/expression/condition/predicate.ts',
    from: 'verdict(model.encode(a as never))',
    to: 'verdict(a as never)',
    kills: laws(predicate),
  },
  {
    name: 'a path goes by the name that the application has for an attribute',
    file: 'src/model/paths.ts',
    from: 'pathTo(name, [storedName(name, attribute)], attribute)',
    to: 'pathTo(name, [name], attribute)',
    kills: laws('what stands at a path equals itself, as the path encodes it'),
  },
  {
    name: 'a path into a map goes by the name that the application has for an entry',
    file: 'src/model/paths.ts',
    from: 'into(storedName(name, field), field)',
    to: 'into(name, field)',
    kills: laws('what stands at a path equals itself, as the path encodes it'),
  },
  {
    name: 'a snapshot says nothing of what is absent',
    file: 'src/program/write/conditions.ts',
    from: "? { _tag: 'Missing', path }",
    to: "? { _tag: 'Always' }",
    kills: laws(snapshot),
  },
  {
    name: 'a snapshot compares with <>',
    file: 'src/program/write/conditions.ts',
    from: "comparator: '='",
    to: "comparator: '<>'",
    kills: laws(snapshot),
  },
  {
    name: 'a put that must be the first asks whether the item exists',
    file: 'src/program/write/conditions.ts',
    from: "return { _tag: 'Missing', path: { _tag: 'Path', attribute: name, segments: [name] } }",
    to: "return { _tag: 'Exists', path: { _tag: 'Path', attribute: name, segments: [name] } }",
    kills: laws('ifNotExists holds where there is no item, and nowhere else'),
  },
]
