/** Draw: which fault an operation has, if any, as chance will have it. */
import type { Operation } from '../../program/Operation'
import { countKeys } from '../../program/remaining'
import type { Chances, Fault } from './fault'
import { several, wholeIn } from './random'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

type Possible = (operation: Operation, random: number) => Fault | undefined

const lost = ['ServiceFailed', 'NetworkFailed', 'TimedOut'] as const

const conflicted: Possible = (operation, random) => {
  switch (operation._tag) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return { _tag: 'Conflicted', action: 0 }
    case 'TransactGetItems':
      return { _tag: 'Conflicted', action: wholeIn(0, operation.gets.length - 1, random) }
    case 'TransactWriteItems':
      return { _tag: 'Conflicted', action: wholeIn(0, operation.actions.length - 1, random) }
    default:
      return undefined
  }
}

// A batch of which nothing can be processed is throttled, so that at least one is.
const partial: Possible = (operation, random) => {
  const of =
    operation._tag === 'BatchGetItem'
      ? countKeys(operation.tables)
      : operation._tag === 'BatchWriteItem'
        ? operation.writes.length
        : 0
  return of < 2 ? undefined : { _tag: 'Partial', processed: wholeIn(1, of - 1, random), of }
}

/** The most items of a short page. */
const longest = 4

// A page with a filter ends after one item, so that it is often empty and yet not the last.
const shortPage: Possible = (operation, random) => {
  if (operation._tag !== 'Query' && operation._tag !== 'Scan') return undefined
  const most = Math.min(operation.filter._tag === 'Always' ? longest : 1, (operation.limit ?? longest + 1) - 1)
  return most < 1 ? undefined : { _tag: 'ShortPage', limit: wholeIn(1, most, random) }
}

// In the order in which they are tried.
const possible: { readonly [K in Fault['_tag']]: Possible } = {
  Throttled: () => ({ _tag: 'Throttled' }),
  Conflicted: conflicted,
  Failed: () => ({ _tag: 'Failed' }),
  Unsent: () => ({ _tag: 'Unsent' }),
  TimedOut: () => ({ _tag: 'TimedOut' }),
  Lost: (_, random) => ({ _tag: 'Lost', error: lost[wholeIn(0, 2, random)] ?? 'NetworkFailed' }),
  Partial: partial,
  ShortPage: shortPage,
}

/** The names of all faults. */
export const faultNames = Object.keys(possible) as ReadonlyArray<Fault['_tag']>

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * The fault of the next operation, if any, and the state of chance after it. As many numbers are drawn for each operation,
 * so that what happens to one does not depend on what is possible with those before it.
 */
export const draw =
  (chances: Chances) =>
  (state: number, operation: Operation): readonly [Fault | undefined, number] => {
    const [randoms, after] = several(faultNames.length + 1, state)
    const [parameter = 0, ...others] = randoms
    for (const [i, name] of faultNames.entries()) {
      const random = others[i]
      if (random === undefined || random >= (chances[name] ?? 0)) continue
      const fault = possible[name](operation, parameter)
      if (fault !== undefined) return [fault, after]
    }
    return [undefined, after]
  }
