/** Compiles a view to how its JSON is written and read. */
import type { JsonRecord } from 'fp-ts/Json'
import { Attribute, failed } from '../../codec/Attribute'
import { isObject } from '../../codec/guards'
import { type Draft, define, draftsOf, own } from '../../codec/records'
import type { Untyped } from '../../codec/struct'
import type { Item } from '../../value/AttributeValue'
import type { Mismatch } from '../../value/Mismatch'
import { lookup } from '../../value/record'
import { compile } from '../json/compile'
import { decodeFields, type FieldsPart, fieldsPart } from '../json/fields'
import { reading } from '../json/modelPart'
import type { Options } from '../json/options'
import { untyped } from '../json/part'
import { linksName } from './fault'
import { linksField } from './links'
import type { AnyView, Field } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A field as the loops see it. */
export interface Step {
  /** In JSON. */
  readonly name: string
  /** In what lies between values and JSON: a name that is no other field's. */
  readonly stored: string
  readonly field: Field
  readonly attribute: Untyped
  /** It may be left out of the JSON, and is then not decoded at all. */
  readonly isOmittable: boolean
  readonly options: Options
}

/** A view, compiled. */
export interface Compiled {
  readonly steps: ReadonlyArray<Step>
  /** What is shown, and what is read. */
  readonly shown: FieldsPart
  readonly taken: FieldsPart
  readonly encode: (a: unknown) => JsonRecord
  /** `failed`: it is for `explain` to say why. */
  readonly decode: (json: unknown) => unknown
  readonly explain: (json: unknown) => ReadonlyArray<Mismatch>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * Computed fields and links are part of the whole, and of nothing that a client makes up. Links that are absent are left out
 * whatever the options say: HAL has no `null` among them.
 */
const stepsOf = (view: AnyView): ReadonlyArray<Step> => {
  const { fields, links, mode, options } = view
  const named: ReadonlyArray<readonly [string, Field, Options]> = [
    ...Object.entries(fields).map(([name, field]) => [name, field, options] as const),
    ...(Object.keys(links).length === 0
      ? []
      : [[linksName, linksField(view), { ...options, explicitNull: false }] as const]),
  ]
  return named
    .filter(([, field]) => mode === 'whole' || field._tag !== 'Computed')
    .map(([name, field, options], i) => ({
      name,
      stored: `f${i}`,
      field,
      attribute: untyped(field.attribute),
      isOmittable: mode === 'patch' || (mode === 'creation' && field.attribute.presence === 'default'),
      options,
    }))
}

/** The attribute between values and JSON: under a name of its own, and absent where it may be left out. */
const between = ({ attribute, stored, isOmittable }: Step): Untyped => {
  const { definition } = attribute
  return new Attribute({
    ...definition,
    storedName: stored,
    ...(isOmittable ? { read: (value) => (value === undefined ? undefined : definition.read(value)) } : {}),
  })
}

const partOf = (view: AnyView, steps: ReadonlyArray<Step>): FieldsPart => {
  const made = steps.map((step) => ({ ...step, attribute: between(step) }))
  const options = new Map<unknown, Options>(made.map(({ attribute, options }) => [attribute, options]))
  return fieldsPart(
    Object.fromEntries(made.map(({ name, attribute }) => [name, attribute])),
    (attribute) => compile(attribute, options.get(attribute) ?? view.options),
    view.options,
  )
}

const writer = (shown: FieldsPart, steps: ReadonlyArray<Step>) => {
  const Items = draftsOf(steps.map(({ stored }) => stored))
  const loop = steps.map(({ field, stored, attribute }) => ({
    stored,
    write: attribute.write,
    value:
      field._tag === 'Computed'
        ? (field.compute as (a: unknown) => unknown)
        : (a: unknown) => (isObject(a) ? own(a, field.from) : undefined),
  }))
  return (a: unknown): JsonRecord => {
    const item = new Items()
    for (const { stored, value, write } of loop) {
      const written = write(value(a))
      if (written !== undefined) item[stored] = written
    }
    return shown.encode(item as Item)
  }
}

const reader = (steps: ReadonlyArray<Step>, isPatch: boolean) => {
  const Values = draftsOf(steps.flatMap(({ field }) => (field._tag === 'Computed' ? [] : [field.from])))
  const loop = steps.map((step) => ({
    ...step,
    read: step.attribute.read,
    from: step.field._tag === 'Computed' ? undefined : step.field.from,
    isKept: isPatch || step.attribute.presence !== 'optional',
  }))
  return (json: Readonly<Draft>, item: Item): unknown => {
    const values = new Values()
    for (const { name, stored, from, read, isOmittable, isKept } of loop) {
      if (isOmittable && own(json, name) === undefined) continue
      const value = read(item[stored])
      if (value === failed) return failed
      if (from !== undefined && (isKept || value !== undefined)) define(values, from, value)
    }
    return values
  }
}

const build = (view: AnyView): Compiled => {
  const steps = stepsOf(view)
  const isShown = ({ field }: Step) => field._tag !== 'Accepted'
  const shown = partOf(view, steps.filter(isShown))
  const taken = partOf(view, steps)
  const read = reader(steps, view.mode === 'patch')
  return {
    steps,
    shown,
    taken,
    encode: writer(shown, steps.filter(isShown)),
    decode: (json) => {
      const r = reading(false)
      const item = decodeFields(taken, view.name, json, r)
      return item === undefined || r.found.length > 0 || !isObject(json) ? failed : read(json, item)
    },
    explain: (json) => {
      const r = reading(true)
      const item = decodeFields(taken, view.name, json, r)
      if (item === undefined || r.found.length > 0) return r.found
      return steps.flatMap(({ name, stored, attribute, isOmittable }) =>
        isOmittable && lookup(item, stored) === undefined ? [] : attribute.explain(lookup(item, stored), [name]),
      )
    },
  }
}

const compiled = new WeakMap<AnyView, Compiled>()

/** A view, compiled once. */
export const compileView = (view: AnyView): Compiled => {
  const before = compiled.get(view)
  if (before !== undefined) return before
  const made = build(view)
  compiled.set(view, made)
  return made
}
