/** Mutants of sets and lists, by each law of codecs. */
import { law } from '../codecs/faults'
import type { Mutant } from '../mutant'
import { inCodec, of } from './faults'

const set = of('tags')
const list = of('parts')
const inSet = inCodec('set')
const inList = inCodec('list')

/** Faults of containers. */
export const containerFaults: ReadonlyArray<Mutant> = [
  inSet(
    'an absent set is not read as the empty one',
    'if (stored === undefined) return values',
    'if (stored === undefined) return failed',
    set(law.roundTrip),
  ),
  inSet(
    'the empty set is no value',
    'if (!isSet(u)) return false',
    'if (!isSet(u) || u.size === 0) return false',
    set(law.storable, law.isRead),
  ),
  inSet(
    'the first member of a set is not read',
    'for (let i = 0; i < contents.length; i++)',
    'for (let i = 1; i < contents.length; i++)',
    set(law.idempotent, law.normal),
  ),
  inSet(
    'nothing is said of a set that cannot be read',
    'if (read(actual as AttributeValue | undefined) !== failed) return []',
    'if (path !== undefined) return []',
    set(law.explained),
  ),
  inSet(
    'errors of sets do not say where',
    '[{ path, expected: members === undefined ? name : notEmpty, actual }]',
    '[{ path: [], expected: members === undefined ? name : notEmpty, actual }]',
    set(law.placed),
  ),
  inSet(
    'nothing is said of what is no set',
    `!isSet(u)
        ? [{ path, expected: name, actual: u }]`,
    `!isSet(u)
        ? []`,
    set(law.checked),
  ),
  inSet(
    'what is no set is stored as a set of its text',
    'if (!isSet(a)) return unstorable(name, a)',
    "if (!isSet(a)) return { SS: ['x'] }",
    set(law.exact),
  ),
  inList(
    'the first element of a list is not stored',
    'for (let i = 0; i < a.length; i++)',
    'for (let i = 1; i < a.length; i++)',
    list(law.roundTrip),
  ),
  inList(
    'the empty list is no value',
    'if (!Array.isArray(u)) return false',
    'if (!Array.isArray(u) || u.length === 0) return false',
    list(law.storable, law.isRead),
  ),
  inList(
    'the first element of a list is not read',
    'for (let i = 0; i < elements.length; i++)',
    'for (let i = 1; i < elements.length; i++)',
    list(law.idempotent, law.normal),
  ),
  inList(
    'nothing is said of what is stored and is no list',
    '? [{ path, expected: name, actual }]',
    '? []',
    list(law.explained),
  ),
  inList(
    'errors of elements say only which element',
    'explain(value, [...path, i])',
    'explain(value, [i])',
    list(law.placed),
  ),
  inList('nothing is said of what is no list', ': [{ path, expected: name, actual: u }]', ': []', list(law.checked)),
  inList(
    'what is no list is stored as an empty one',
    'return unstorable(name, a)',
    'return { L: [] }',
    list(law.exact),
  ),
]
