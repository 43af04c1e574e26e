/** Mutants of updates as data, and of what they do. */
import type { Mutant } from '../mutant'

const monoid = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `updates: monoid > ${name}`)

const meaning = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `updates: meaning > ${name}`)

const constructors = 'src/expression/update/constructors.ts'
const apply = 'src/expression/update/apply.ts'
const compute = 'src/expression/update/compute.ts'
const reads = 'src/expression/update/reads.ts'

/** Faults in putting updates together. */
export const together: ReadonlyArray<Mutant> = [
  {
    name: 'of two updates the first keeps only one action',
    file: constructors,
    from: 'of([...self.actions, ...that.actions])',
    to: 'of([...self.actions.slice(0, 1), ...that.actions])',
    kills: monoid('concat is associative'),
  },
  {
    name: 'nothing and an update make nothing',
    file: constructors,
    from: 'of([...self.actions, ...that.actions])',
    to: 'of(self.actions.length === 0 ? [] : [...self.actions, ...that.actions])',
    kills: monoid('empty is the left unit'),
  },
  {
    name: 'an update replaces the one before it',
    file: constructors,
    from: 'of([...self.actions, ...that.actions])',
    to: 'of(that.actions)',
    kills: monoid('empty is the right unit'),
  },
  {
    name: 'overlapping paths are accepted',
    file: apply,
    from: 'overlaps(k.path.segments, segments) || conflicts(k.path.segments, segments)',
    to: 'conflicts(k.path.segments, segments)',
    kills: monoid('overlapping paths are refused, as data and on every item'),
  },
]

/** Faults in applying an update. */
export const applying: ReadonlyArray<Mutant> = [
  {
    name: 'an action sees what those before it have written',
    file: apply,
    from: 'valueAfter(action, item)',
    to: 'valueAfter(action, out)',
    kills: monoid('the order of actions makes no difference'),
    numRuns: 2000,
  },
  {
    name: 'an update of nothing leaves nothing',
    file: apply,
    from: 'return E.right(nested === undefined ? out',
    to: 'return E.right(update.actions.length === 0 ? {} : nested === undefined ? out',
    kills: meaning('empty changes nothing'),
  },
  {
    name: 'of several actions only the last is done',
    file: apply,
    from: 'for (const action of update.actions) {',
    to: 'for (const action of update.actions.slice(-1)) {',
    kills: meaning('together = one after the other, where the second reads nothing that the first writes'),
  },
  {
    name: 'attributes that an update does not name are lost',
    file: apply,
    from: 'const out: { [name: string]: AttributeValue } = { ...item }',
    to: 'const out: { [name: string]: AttributeValue } = {}',
    kills: meaning('nothing is written but at its paths'),
  },
  {
    name: 'entries of a map beside the one that is written are lost',
    file: apply,
    from: '{ M: mapAfter(branch) }',
    to: '{ M: mapAfter({ ...branch, map: {} }) }',
    kills: meaning('nothing is written but at its paths'),
    numRuns: 1000,
  },
  {
    name: 'a path into a map writes the attribute around it',
    file: apply,
    from: 'if (depth === path.length - 1) {',
    to: "if (depth === path.length - 1 || typeof path[depth + 1] === 'string') {",
    kills: meaning('what is set stands at its path, and what is removed does not'),
    numRuns: 1000,
  },
  {
    name: 'an item is changed in place',
    file: apply,
    from: 'const out: { [name: string]: AttributeValue } = { ...item }',
    to: 'const out = item as { [name: string]: AttributeValue }',
    kills: meaning('nothing is changed in place'),
  },
  {
    name: 'an attribute named __proto__ is written to the prototype',
    file: apply,
    from: 'else assign(out, name, value)',
    to: 'else out[name] = value',
    kills: meaning('names mean nothing: other names, the same result'),
    numRuns: 2000,
  },
  {
    name: 'a set that is emptied stays, empty',
    file: compute,
    from: 'return isEmpty(set) ? nothing : E.right(set)',
    to: 'return E.right(set)',
    kills: meaning('what is stored after can be stored'),
    numRuns: 1000,
  },
  {
    name: 'ADD puts a member into a set twice',
    file: compute,
    from: '[...xs, ...ys.filter((y) => !known.has(key(y)))]',
    to: '[...xs, ...ys]',
    kills: meaning('what is stored after can be stored'),
    numRuns: 1000,
  },
]

/** Faults in what is said of an update, and in the difference of items. */
export const saying: ReadonlyArray<Mutant> = [
  {
    name: 'ADD of a number is called idempotent',
    file: reads,
    from: "return tagOfUnknown(action.value.value) !== 'N'",
    to: 'return true',
    kills: meaning('idempotent updates are'),
  },
  {
    name: 'REMOVE of an element is called idempotent',
    file: reads,
    from: 'if (movesElements(action)) return false',
    to: '',
    kills: meaning('idempotent updates are'),
    numRuns: 1000,
  },
  {
    name: 'list_append to what is there is called idempotent',
    file: reads,
    from: "if (value._tag === 'Path' && isItself(value)) return true",
    to: "if (value._tag === 'ListAppend' || (value._tag === 'Path' && isItself(value))) return true",
    kills: meaning('idempotent updates are'),
    numRuns: 1000,
  },
  {
    name: 'a difference has only the new attributes',
    file: 'src/expression/update/diff.ts',
    from: 'if (old === undefined || !equals(old, value)) {',
    to: 'if (old === undefined) {',
    kills: meaning('diff of two items makes one of the other'),
  },
  {
    name: 'a difference writes all there is',
    file: 'src/expression/update/diff.ts',
    from: 'if (old === undefined || !equals(old, value)) {',
    to: 'if (old === undefined || value !== undefined) {',
    kills: meaning('diff of an item with itself is empty'),
  },
]
