/** JSON, as the fuzzer looks into it. */
export type JsonValue = string | number | boolean | null | ReadonlyArray<JsonValue> | JsonObject

export interface JsonObject {
  readonly [name: string]: JsonValue
}

/** What an object has itself under a name. */
export const own = (object: JsonObject | undefined, name: string): JsonValue | undefined =>
  object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined
