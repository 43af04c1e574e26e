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
    from: 'of(...self.actions, ...that.actions)',
    to: 'of(...self.actions.slice(0, 1), ...that.actions)',
    kills: monoid('concat is associative'),
  },
  {
    name: 'nothing and an update make nothing',
    file: constructors,
    from: 'self.actions.length === 0 ? of(...that.actions)',
    to: 'self.actions.length === 0 ? of()',
    kills: monoid('empty is the left unit'),
  },
  {
    name: 'an update replaces the one before it',
    file: constructors,
    from: 'of(...self.actions, ...that.actions)',
    to: 'of(...that.actions)',
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
    from: 'effectOf(action, item)',
    to: 'effectOf(action, out)',
    kills: monoid('the order of actions makes no difference'),
    numRuns: 2000,
  },
  {
    name: 'an update of nothing leaves nothing',
    file: apply,
    from: 'if (actions.length === 0) return E.right(item)',
    to: 'if (actions.length === 0) return E.right({})',
    kills: meaning('empty changes nothing'),
  },
  {
    name: 'of several actions only the last is done',
    file: apply,
    from: 'for (const action of actions) {\n      const { segments }',
    to: 'for (const action of actions.slice(-1)) {\n      const { segments }',
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
    name: 'an item is changed in place',
    file: apply,
    from: 'const out: { [name: string]: AttributeValue } = { ...item }',
    to: 'const out = item as { [name: string]: AttributeValue }',
    kills: meaning('nothing is changed in place'),
  },
  {
    name: 'an attribute named __proto__ is written to the prototype',
    file: apply,
    from: 'assign(out, segments[0], effect.value)',
    to: 'out[segments[0]] = effect.value',
    kills: meaning('names mean nothing: other names, the same result'),
    numRuns: 2000,
  },
  {
    name: 'a set that is emptied stays, empty',
    file: compute,
    from: 'return isEmpty ? erase : write(set)',
    to: 'return write(set)',
    kills: meaning('what is stored after can be stored'),
    numRuns: 1000,
  },
  {
    name: 'ADD puts a member into a set twice',
    file: compute,
    from: 'more.length === 0 ? xs : [...xs, ...more]',
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
