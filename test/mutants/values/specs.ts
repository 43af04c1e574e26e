/** Mutants of the specs of tables: their merging and their differences. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `specs of tables > ${name}`)

/** Faults in what serves several models. */
export const specs: ReadonlyArray<Mutant> = [
  {
    name: 'a stream of new and one of old items make one of keys',
    file: 'src/model/mergeSettings.ts',
    from: "? y : 'newAndOld'",
    to: "? y : 'keys'",
    kills: laws('what is merged serves both'),
  },
  {
    name: 'an index that projects names and one that projects keys make what the first one is',
    file: 'src/model/merge.ts',
    from: "if (x === 'keys') return y",
    to: "if (x === 'keys') return x",
    kills: laws('merge is associative', 'merge is commutative', 'what is merged serves both'),
  },
  {
    name: 'an attribute that two models project is projected twice',
    file: 'src/model/merge.ts',
    from: '[...new Set([...x, ...y])]',
    to: '[...x, ...y]',
    kills: laws('merge is idempotent'),
  },
  {
    name: 'a contradiction names the models the wrong way round',
    file: 'src/model/contradictions.ts',
    from: 'models: [x.name, y.name], values',
    to: 'models: [y.name, x.name], values',
    kills: laws('contradictions are named, with both models'),
  },
  {
    name: 'the indexes of the second model are lost',
    file: 'src/model/merge.ts',
    from: '[...x.indexes.map(merged), ...y.indexes.filter(({ name }) => !own.has(name))]',
    to: '[...x.indexes.map(merged), ...y.indexes.filter(({ name }) => own.has(name) && x === y)]',
    kills: laws('what is merged serves both', 'merge is commutative'),
  },
  {
    name: 'an index that projects just what is needed does not do',
    file: 'src/model/differences.ts',
    from: 'needed.every((name) => actual.includes(name))',
    to: 'needed.length < actual.length',
    kills: laws('a spec does not differ from itself'),
  },
]
