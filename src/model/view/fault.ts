/** Faults of a view's definition: what its types do not see. */
import type { Untyped } from '../../codec/struct'
import { lookup } from '../../value/record'
import { compile } from '../json/compile'
import type { Options } from '../json/options'
import { untyped } from '../json/part'
import type { AnyView } from './model'
import { templateFaults } from './template'

/** The name of hyperlinks in JSON, as HAL has it: https://datatracker.ietf.org/doc/html/draft-kelly-json-hal */
export const linksName = '_links'

const fromsOf = ({ fields }: AnyView): ReadonlyArray<string> =>
  Object.values(fields).flatMap((field) => (field._tag === 'Computed' ? [] : [field.from]))

const faultsOf = (view: AnyView): ReadonlyArray<string> => {
  const froms = fromsOf(view)
  const twice = [...new Set(froms.filter((from, i) => froms.indexOf(from) !== i))]
  return [
    ...twice.map((from) => `'${from}' is decoded of two fields`),
    ...Object.entries(view.fields).flatMap(([name, { attribute }]) =>
      attribute.problems.map((problem) => `in '${name}', ${problem}`),
    ),
    ...(Object.keys(view.links).length > 0 && lookup(view.fields, linksName) !== undefined
      ? [`'${linksName}' is the name of the links`]
      : []),
    ...Object.entries(view.links).flatMap(([relation, template]) =>
      templateFaults(template, (name) => {
        const attribute = attributeOf(view, name)
        if (attribute === undefined) return `no attribute '${name}'`
        return isText(attribute, view.options) ? undefined : `'${name}' is no text`
      }).map((fault) => `in the link '${relation}', ${fault}`),
    ),
  ]
}

const scalar: ReadonlyArray<string> = ['S', 'N', 'B', 'BOOL', 'NULL']

/** Whether values have one text in JSON: none that are of any shape, nor those that stand with their types. */
const isText = (attribute: Untyped, options: Options): boolean =>
  attribute.definition.form !== 'Json' &&
  attribute.types.every((tag) => scalar.includes(tag)) &&
  compile(attribute, options).nulls !== 'Nothing'

/** An attribute as the view shows it, or as the model has it where the view does not. */
export const attributeOf = ({ fields, attributes }: AnyView, from: string) => {
  const shown = Object.values(fields).find((field) => field._tag === 'Attribute' && field.from === from)
  const attribute = shown?.attribute ?? lookup(attributes, from)
  return attribute === undefined ? undefined : untyped(attribute)
}

/** A wrong view is a fault of the program itself: it fails where it is defined, with one sentence, as `model` does. */
export const refuse = (view: string, reasons: ReadonlyArray<string>): void => {
  if (reasons.length > 0) throw new TypeError(`View ${view}: ${reasons.join('; ')}`)
}

/** The view, if it is one. */
export const checked = <V extends AnyView>(view: V): V => {
  refuse(view.name, faultsOf(view))
  return view
}

/** Names that must be those of fields. */
export const knownFields = (view: AnyView, names: ReadonlyArray<string>): void =>
  refuse(
    view.name,
    names.filter((name) => lookup(view.fields, name) === undefined).map((name) => `no field '${name}'`),
  )
