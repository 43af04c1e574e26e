/** The laws of views and of JSON Schema: what is shown, what creates one, and what changes one. */
import { Ajv2020 } from 'ajv/dist/2020'
import { pipe } from 'fp-ts/function'
import { ofModel } from '../../../laws/arbitrary/model'
import { jsonSchemaLaws } from '../../../laws/json/schema'
import type { Laws } from '../../../laws/law'
import { viewLaws } from '../../../laws/view'
import { Attribute as A, type Json, View } from '../../../src'
import { Thing } from '../thing'

const Shown = pipe(
  View.make(Thing),
  View.omit('seal'),
  View.rename({ note: 'remark' }),
  View.add('size', A.integer, ({ parts }) => parts.length),
  View.links({ self: '/things/{p}/{s}', collection: '/things' }),
  View.describe({ price: { examples: ['1.5'] } }),
)
const NewThing = pipe(View.make(Thing), View.accept('secret', A.string), View.creation, View.named('NewThing'))
const ThingPatch = pipe(View.make(Thing), View.omit('p', 's'), View.patch, View.named('ThingPatch'))

const ajv = new Ajv2020({ strict: true, ownProperties: true, validateFormats: false })
const validate = (schema: Json.Schema) => {
  const compiled = ajv.compile(schema)
  return (json: unknown): boolean => compiled(json) === true
}

/** All of them. */
export const viewInventory = (): ReadonlyArray<Laws> => [
  viewLaws(Shown, ofModel(Thing), { validate }),
  viewLaws(NewThing, ofModel(Thing), { validate }),
  viewLaws(ThingPatch, ofModel(Thing), { validate }),
  jsonSchemaLaws(Thing, { validate }),
]
