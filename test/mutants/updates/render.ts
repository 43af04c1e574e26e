/** Mutants of what is sent of an update. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `updates: simplify, render and parse > ${name}`)

const simplify = 'src/expression/update/simplify.ts'
const render = 'src/expression/render/update.ts'

const roundTrip = laws('parse (render u) = simplify u')

/** Faults in simplifying and in the text. */
export const sending: ReadonlyArray<Mutant> = [
  {
    name: 'a difference of two literals is simplified to their sum',
    file: simplify,
    from: 'valueOf(v, nowhere, {})',
    to: "valueOf(v._tag === 'Arithmetic' ? { ...v, operator: '+' } : v, nowhere, {})",
    kills: laws('simplify keeps the meaning'),
    numRuns: 2000,
  },
  {
    name: 'if_not_exists of the same place is simplified to what it sets',
    file: simplify,
    from: "return { _tag: 'IfMissing', path: v.path, otherwise }",
    to: 'return otherwise as IfMissing',
    kills: laws('simplify keeps the meaning'),
    numRuns: 1000,
  },
  {
    name: 'simplifying turns the actions of a clause round',
    file: simplify,
    from: 'update.actions.filter((action) => action._tag === clause)',
    to: 'update.actions.filter((action) => action._tag === clause).reverse()',
    kills: laws('simplify is idempotent'),
  },
  {
    name: 'the clauses are sent in the order in which they were said, some twice',
    file: render,
    from: 'valid.right.actions) {',
    to: 'update.actions) {',
    kills: roundTrip,
  },
  {
    name: 'what is subtracted is sent as added',
    file: render,
    from: '${setValue(a, v.left, to)} ${v.operator} ${setValue(a, v.right, to)}',
    to: '${setValue(a, v.left, to)} + ${setValue(a, v.right, to)}',
    kills: roundTrip,
    numRuns: 1000,
  },
  {
    name: 'DELETE is sent as ADD',
    file: render,
    from: 'const word = action._tag.toUpperCase()',
    to: "const word = action._tag === 'Delete' ? 'ADD' : action._tag.toUpperCase()",
    kills: roundTrip,
  },
  {
    name: 'the operands of list_append are sent the wrong way round',
    file: render,
    from: 'list_append(${setValue(a, v.first, to)}, ${setValue(a, v.second, to)})',
    to: 'list_append(${setValue(a, v.second, to)}, ${setValue(a, v.first, to)})',
    kills: roundTrip,
    numRuns: 1000,
  },
  {
    name: 'an update of nothing is sent as an empty text',
    file: render,
    from: 'if (update.actions.length === 0) return undefined',
    to: "if (update.actions.length === 0) return ''",
    kills: laws('an update that writes nothing has no expression'),
  },
]
