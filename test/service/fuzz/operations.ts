/** What the OpenAPI document has operations for, and what is in the store. */
import { document } from '../documented'
import { fromSchema } from './fromSchema'
import { type JsonObject, type JsonValue, own } from './json'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly schema: JsonValue
}

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly parameters: ReadonlyArray<Parameter>
  readonly types: ReadonlyArray<string>
  readonly component: string | undefined
}

const last = (reference: string): string => reference.split('/').at(-1) ?? ''

export const operations: ReadonlyArray<Operation> = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, parameters, requestBody }]) => {
    const content = requestBody?.content ?? {}
    const [first] = Object.values(content)
    return {
      id: operationId,
      method: method.toUpperCase(),
      path,
      parameters: parameters as unknown as ReadonlyArray<Parameter>,
      types: Object.keys(content),
      component: first === undefined ? undefined : last(`${first.schema.$ref}`),
    }
  }),
)

/** By the names of their components. */
export const schemas = document.components.schemas as unknown as JsonObject

/** The JSON of a schema. */
export const valuesOf = fromSchema((reference) => own(schemas, last(reference)))

/** What is in the store, so that requests meet it. */
export interface Known {
  readonly ids: ReadonlyArray<string>
  /** Authors with the ids of their posts. */
  readonly posts: ReadonlyArray<readonly [string, string]>
  readonly cursors: ReadonlyArray<string>
  readonly tags: ReadonlyArray<string>
}
