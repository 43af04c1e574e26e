/** Links: the hyperlinks of a view, as a field that is computed. */
import type { AnyAttribute, Attributes } from '../../codec/Attribute'
import { map } from '../../codec/map'
import { optional } from '../../codec/optional'
import { type Draft, define, own } from '../../codec/records'
import { string } from '../../codec/string'
import { isUnstorable } from '../../value/unstorable'
import { compile } from '../json/compile'
import { attributeOf } from './fault'
import type { AnyView, Computed } from './model'
import { expand, variablesOf } from './template'

/** The text of an attribute in JSON, from a value of the model. */
interface Variable {
  /** `undefined`: it is absent, or `null`. Not a string: it cannot be stored. */
  readonly text: (a: Readonly<Draft>) => unknown
  readonly mayBeAbsent: boolean
}

const variableOf = (view: AnyView, name: string): ReadonlyArray<Variable> => {
  const attribute = attributeOf(view, name)
  if (attribute === undefined) return []
  const part = compile(attribute, view.options)
  return [
    {
      mayBeAbsent: part.hasNull || attribute.definition.absent !== 'Never',
      text: (a) => {
        const stored = attribute.write(own(a, name))
        if (stored === undefined || isUnstorable(stored)) return stored
        const json = part.encode(stored)
        return json === null ? undefined : String(json)
      },
    },
  ]
}

/** `{ href }`, absent where a value is. */
const linkOf = (view: AnyView, template: string) => {
  const variables = variablesOf(template).flatMap((name) => variableOf(view, name))
  const hrefOf = expand(template)
  const attribute = map({ href: string })
  return {
    attribute: (variables.some(({ mayBeAbsent }) => mayBeAbsent) ? optional(attribute) : attribute) as AnyAttribute,
    compute: (a: Readonly<Draft>): unknown => {
      const values = variables.map(({ text }) => text(a))
      if (values.includes(undefined)) return undefined
      const texts = values.filter((value) => typeof value === 'string')
      return { href: texts.length < values.length ? undefined : hrefOf(texts) }
    },
  }
}

/** The field of a view's hyperlinks. */
export const linksField = (view: AnyView): Computed<AnyAttribute> => {
  const made = Object.entries(view.links).map(([relation, template]) => ({ relation, ...linkOf(view, template) }))
  const attributes: Attributes = Object.fromEntries(made.map(({ relation, attribute }) => [relation, attribute]))
  return {
    _tag: 'Computed',
    attribute: map(attributes),
    compute: (a: Readonly<Draft>) => {
      const links: Draft = {}
      for (const { relation, compute } of made) define(links, relation, compute(a))
      return links
    },
  }
}
