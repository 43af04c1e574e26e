/** AnyModel: a model seen from where the types of its values do not matter. Requests are built on it. */
import type { Attributes, Failed } from '../codec/Attribute'
import type { Item } from '../value/AttributeValue'
import type { Mismatch } from '../value/Mismatch'
import type { Segment } from '../value/Path'
import type { TableSchema } from '../value/TableSchema'
import type { TableSettings } from '../value/TableSettings'

/** Every `Model`, and every sum of models, is an `AnyModel`. */
export interface AnyModel {
  /** Phantoms: the value, the row of all attributes, of those that are no keys, and the key. */
  readonly _A: unknown
  readonly _Row: unknown
  readonly _NonKeyRow: unknown
  readonly _Key: unknown

  /** The model's name, for messages. */
  readonly name: string
  /** The table as this model needs it, in stored names. */
  readonly schema: TableSchema
  /** The attributes by the application's names; of a sum, those of all its models. */
  readonly attributes: Attributes
  /** What the model asks of its table beside keys and indexes; what it does not ask is left as it is. */
  readonly settings: TableSettings
  /** Of a sum, the models that it is made of. */
  readonly variants?: ReadonlyArray<AnyModel>
  /** Of a sum, the attribute that tells its models apart. */
  readonly tag?: string
  /** The stored names that a value declares: what `save` may set or remove. */
  readonly declared: (a: never) => ReadonlyArray<string>
  /** Total; what cannot be stored is marked `unstorable` at its place. */
  readonly encode: (a: never) => Item
  /** Total, and never applies defaults. Undeclared attributes are ignored. */
  readonly read: (item: Item) => unknown | Failed
  /** All places where an item is not the model's. */
  readonly explain: (item: unknown, path: ReadonlyArray<Segment>) => ReadonlyArray<Mismatch>
  /** The key, in stored names, of a key or of a whole value. */
  readonly encodeKey: (key: never) => Item
}
