/** Key attributes are scalars: no path of an expression leads into one, be it of the table or of an index. */
import { forEachLeaf, type Leaf, pathOf } from '../../expression/condition/fold'
import type { Condition, Operand, PathOperand } from '../../expression/condition/model'
import { paths as conditionPaths } from '../../expression/condition/reads'
import { simplify } from '../../expression/condition/simplify'
import type { Projection } from '../../expression/Projection'
import type { Update } from '../../expression/update/model'
import { forEachPath } from '../../expression/update/operands'
import { reads, paths as updatePaths } from '../../expression/update/reads'
import type { RequestRefused } from '../../program/errors'
import { invalid } from './refuse'
import type { Shape } from './shape'

// -----------------------------------------------------------------------------
// interpreters: whether a path leads into a key
// -----------------------------------------------------------------------------

// All writes come by here: on the way nothing is allocated, and only paths of several segments are looked up.
const leads = ({ scalars }: Shape, { segments }: PathOperand): boolean =>
  segments.length > 1 && scalars.has(segments[0])

const operandLeads = (shape: Shape, operand: Operand): boolean => {
  const path = pathOf(operand)
  return path !== undefined && leads(shape, path)
}

const leafLeads = (shape: Shape, leaf: Leaf): boolean => {
  switch (leaf._tag) {
    case 'Always':
    case 'Never':
      return false
    case 'Compare':
      return operandLeads(shape, leaf.left) || operandLeads(shape, leaf.right)
    case 'Between':
      return operandLeads(shape, leaf.operand) || operandLeads(shape, leaf.low) || operandLeads(shape, leaf.high)
    case 'In':
      return operandLeads(shape, leaf.operand) || leaf.candidates.some((candidate) => operandLeads(shape, candidate))
    case 'Exists':
    case 'Missing':
    case 'HasType':
      return leads(shape, leaf.path)
    case 'BeginsWith':
      return leads(shape, leaf.path) || operandLeads(shape, leaf.prefix)
    case 'Contains':
      return leads(shape, leaf.path) || operandLeads(shape, leaf.operand)
  }
}

const conditionLeads = (shape: Shape, condition: Condition<never>): boolean => {
  if (condition._tag !== 'And' && condition._tag !== 'Or' && condition._tag !== 'Not') {
    return leafLeads(shape, condition)
  }
  let found = false
  forEachLeaf(condition, (leaf) => {
    found ||= leafLeads(shape, leaf)
  })
  return found
}

const updateLeads = (shape: Shape, { actions }: Update<never>): boolean => {
  let found = false
  for (const action of actions) {
    found ||= leads(shape, action.path)
    if (action._tag === 'Set' && action.value._tag !== 'Value') {
      forEachPath(action.value, (path) => {
        found ||= leads(shape, path)
      })
    }
  }
  return found
}

// -----------------------------------------------------------------------------
// interpreters: what is refused
// -----------------------------------------------------------------------------

// The table's key is named before those of indexes, wherever they stand.
const refusedPaths = ({ scalars }: Shape, paths: ReadonlyArray<PathOperand>): RequestRefused | undefined => {
  for (const [name, kind] of scalars) {
    if (paths.some(({ segments }) => segments.length > 1 && segments[0] === name)) {
      return invalid(
        `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
      )
    }
  }
  return undefined
}

/** What is wrong with the paths of a condition, once it is simplified, as it is sent. */
export const refusedCondition = (shape: Shape, condition: Condition<never>): RequestRefused | undefined =>
  conditionLeads(shape, condition) ? refusedPaths(shape, conditionPaths(simplify(condition))) : undefined

/** What is wrong with the paths that an update writes or reads. */
export const refusedUpdate = (shape: Shape, update: Update<never>): RequestRefused | undefined =>
  updateLeads(shape, update) ? refusedPaths(shape, [...updatePaths(update), ...reads(update)]) : undefined

/** What is wrong with the paths of a projection, where there is one. */
export const refusedProjection = (shape: Shape, projection: Projection | undefined): RequestRefused | undefined =>
  projection?.paths.some((path) => leads(shape, path)) === true ? refusedPaths(shape, projection.paths) : undefined
