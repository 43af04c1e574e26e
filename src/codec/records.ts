/** records: plain objects with given names, made fast, and safe for any name (`__proto__`, `constructor`). */

/** A plain object in the making. */
export type Draft = { [name: string]: unknown }

/**
 * Whether a name means something on every object, so that it must be read and written with care. Others can be read and
 * assigned directly, which is several times faster.
 */
export const isSpecial = (name: string): boolean => name in Object.prototype

/** The object's own property. */
export const own = (object: Readonly<Draft>, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined

/** Sets an own property, whatever its name. */
export const define = (draft: Draft, name: string, value: unknown): void => {
  if (isSpecial(name)) {
    Object.defineProperty(draft, name, { value, enumerable: true, writable: true, configurable: true })
  } else draft[name] = value
}

/**
 * A constructor of plain objects with room for the given names.
 *
 * V8 gives `{}` room for four properties, keeps more of them outside of the object, and turns it into a hash table after a
 * dozen that are added by computed names. The objects of a constructor have room for as many properties as its text assigns,
 * and its first instances show how many are needed: so these assign many (never executed), and the first instances are made here.
 */
export const draftsOf = (names: ReadonlyArray<string>): (new () => Draft) => {
  const Drafts = names.length <= 8 ? small() : names.length <= 32 ? medium() : large()
  const full = new Drafts()
  for (const name of names) define(full, name, undefined)
  for (let i = 0; i < 8; i++) new Drafts()
  keepAlive.set(Drafts, full)
  return Drafts
}

/** The first instance of a constructor holds the shape of all others. */
const keepAlive = new WeakMap<object, Draft>()

type Drafts = new () => Draft

const plain = (constructor: (this: Draft) => void): Drafts => {
  constructor.prototype = Object.prototype
  return constructor as unknown as Drafts
}
/** Never true, which no compiler can know. */
const never = /* @__PURE__ */ keepAlive.has({})

const small = (): Drafts =>
  plain(function (this: Draft) {
    if (never) {
      this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = 0
    }
  })

const medium = (): Drafts =>
  plain(function (this: Draft) {
    if (never) {
      this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = this.i = this.j = this.k = this.l = 0
      this.m = this.n = this.o = this.p = this.q = this.r = this.s = this.t = this.u = this.v = this.w = this.x = 0
      this.y = this.z = this.a = this.b = this.c = this.d = this.e = this.f = 0
    }
  })

const large = (): Drafts =>
  plain(function (this: Draft) {
    if (never) {
      this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = this.i = this.j = this.k = this.l = 0
      this.m = this.n = this.o = this.p = this.q = this.r = this.s = this.t = this.u = this.v = this.w = this.x = 0
      this.y = this.z = this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = this.i = this.j = 0
      this.k = this.l = this.m = this.n = this.o = this.p = this.q = this.r = this.s = this.t = this.u = this.v = 0
      this.w = this.x = this.y = this.z = this.a = this.b = this.c = this.d = this.e = this.f = this.g = this.h = 0
      this.i = this.j = this.k = this.l = this.m = this.n = this.o = this.p = this.q = this.r = this.s = this.t = 0
      this.u = this.v = this.w = this.x = this.y = this.z = this.a = this.b = this.c = this.d = this.e = this.f = 0
      this.g = this.h = this.i = this.j = this.k = this.l = this.m = this.n = this.o = this.p = this.q = this.r = 0
      this.s = this.t = this.u = this.v = this.w = this.x = this.y = this.z = this.a = this.b = this.c = this.d = 0
      this.e = this.f = this.g = this.h = this.i = this.j = this.k = this.l = this.m = this.n = this.o = this.p = 0
      this.q = this.r = this.s = this.t = this.u = this.v = this.w = this.x = 0
    }
  })
