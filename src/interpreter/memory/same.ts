/** Whether two requests say the same: plain data compared in depth, absent and `undefined` fields alike. */

const sameBytes = (x: Uint8Array, y: Uint8Array): boolean =>
  x.length === y.length && x.every((byte, i) => byte === y[i])

/** Whether two values of plain data, with bytes in it, are the same. Pairs still to be compared lie on a stack of our own. */
export const same = (x: unknown, y: unknown): boolean => {
  const stack: Array<unknown> = [x, y]
  while (stack.length > 0) {
    const b = stack.pop()
    const a = stack.pop()
    if (Object.is(a, b)) continue
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
    if (a instanceof Uint8Array || b instanceof Uint8Array) {
      if (!(a instanceof Uint8Array && b instanceof Uint8Array && sameBytes(a, b))) return false
      continue
    }
    if (Array.isArray(a) !== Array.isArray(b)) return false
    const left = a as { readonly [name: string]: unknown }
    const right = b as { readonly [name: string]: unknown }
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
      stack.push(
        Object.hasOwn(left, name) ? left[name] : undefined,
        Object.hasOwn(right, name) ? right[name] : undefined,
      )
    }
  }
  return true
}
