import { describe, expect, it } from 'vitest'
import {
  add,
  B,
  deleteFrom,
  deleteItem,
  equal,
  exists,
  getItem,
  key,
  less,
  missing,
  N,
  no,
  ok,
  path,
  pick,
  putItem,
  refused,
  remove,
  S,
  set,
  storeOf,
  tables,
  updateItem,
  value,
} from './support'

const a1 = key('a', '1')

describe('GetItem', () => {
  it('answers what was put, and nothing where nothing is', () => {
    const store = storeOf(tables)
    ok(store.put({ ...a1, x: S('x') }))
    expect(ok(store.run(getItem(a1)))).toEqual({ item: { ...a1, x: S('x') } })
    expect(ok(store.run(getItem(key('a', '2'))))).toEqual({})
  })

  it('projects nested places; an item of which nothing is asked for is there, empty', () => {
    const store = storeOf(tables)
    ok(store.put({ ...a1, m: { M: { n: N(1), o: N(2) } }, l: N(5) }))
    expect(ok(store.run(getItem(a1, pick(path('m', 'o'), path('nope')))))).toEqual({ item: { m: { M: { o: N(2) } } } })
    expect(ok(store.run(getItem(a1, pick(path('nope')))))).toEqual({ item: {} })
  })

  it('refuses a key that is not one of the table', () => {
    const store = storeOf(tables)
    const wrong = refused('The provided key element does not match the schema')
    expect(no(store.run(getItem({ pk: S('a') })))).toEqual(wrong)
    expect(no(store.run(getItem({ ...a1, z: S('z') })))).toEqual(wrong)
    expect(no(store.run(getItem({ pk: S('a'), z: S('z') })))).toEqual(wrong)
    expect(no(store.run(getItem({ pk: S('a'), sk: N(1) })))).toEqual(wrong)
    const empty =
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty'
    expect(no(store.run(getItem({ pk: S('a'), sk: S('') })))).toEqual(refused(`${empty} string value. Key: sk`))
    expect(no(store.run(getItem({ pk: S('a'.repeat(2049)), sk: S('1') })))).toMatchObject({ _tag: 'RequestRefused' })
    expect(no(store.run(getItem({ pk: S('a'), sk: S('é'.repeat(513)) })))).toMatchObject({ _tag: 'RequestRefused' })
    expect(ok(store.run(getItem({ pk: S('a'.repeat(2048)), sk: S('1'.repeat(1024)) })))).toEqual({})
  })

  it('says which table is not there', () => {
    const store = storeOf(tables)
    expect(no(store.run(getItem({ id: S('a') }, undefined, 'nope')))).toEqual({ _tag: 'TableNotFound', table: 'nope' })
    expect(no(store.run(getItem({ id: S('a') }, undefined, '__proto__')))).toEqual({
      _tag: 'TableNotFound',
      table: '__proto__',
    })
  })

  it('keeps keys apart by case, by type and by what stands where', () => {
    const store = storeOf(tables)
    const keys = [
      key('a', 'b'),
      key('A', 'b'),
      key('ab', 'c'),
      key('a', 'bc'),
      key('a\u0000b', 'c'),
      key('a', '\u0000b'),
    ]
    for (const [i, k] of keys.entries()) ok(store.put({ ...k, i: N(i) }))
    for (const [i, k] of keys.entries()) expect(ok(store.run(getItem(k))).item).toEqual({ ...k, i: N(i) })
  })
})

describe('PutItem', () => {
  it('replaces the whole item, and answers the old one where asked', () => {
    const store = storeOf(tables)
    expect(ok(store.run(putItem({ ...a1, x: S('x') }, undefined, 'things', { returning: 'old' })))).toEqual({})
    expect(ok(store.run(putItem({ ...a1, y: S('y') }, undefined, 'things', { returning: 'old' })))).toEqual({
      attributes: { ...a1, x: S('x') },
    })
    expect(ok(store.run(getItem(a1)))).toEqual({ item: { ...a1, y: S('y') } })
  })

  it('asks its condition of the item that is there, or of no item', () => {
    const store = storeOf(tables)
    expect(no(store.put({ ...a1, x: N(0) }, exists('pk')))).toEqual({ _tag: 'ConditionFailed', table: 'things' })
    ok(store.put({ ...a1, x: N(1) }, missing('pk')))
    expect(no(store.put({ ...a1, x: N(2) }, missing('pk')))).toEqual({ _tag: 'ConditionFailed', table: 'things' })
    expect(no(store.run(putItem(a1, missing('pk'), 'things', { itemOnFailure: true })))).toEqual({
      _tag: 'ConditionFailed',
      table: 'things',
      item: { ...a1, x: N(1) },
    })
    expect(no(store.run(putItem(key('z', 'z'), exists('pk'), 'things', { itemOnFailure: true })))).toEqual({
      _tag: 'ConditionFailed',
      table: 'things',
    })
    // NOT (x < 1) holds where x is no number; x >= 1 would not.
    ok(store.put({ ...a1, x: S('text') }))
    ok(store.put({ ...a1, x: N(3) }, { _tag: 'Not', condition: less('x', N(1)) }))
  })

  it('never takes an empty disjunction for always', () => {
    const store = storeOf(tables)
    expect(no(store.put(a1, { _tag: 'Or', conditions: [] }))).toMatchObject({ _tag: 'ConditionFailed' })
    expect(no(store.put(a1, { _tag: 'Never' }))).toMatchObject({ _tag: 'ConditionFailed' })
    ok(store.put(a1, { _tag: 'And', conditions: [] }))
  })

  it('refuses an item without its key, or with one of another type', () => {
    const store = storeOf(tables)
    const wrong = (what: string) => refused(`One or more parameter values were invalid: ${what}`)
    expect(no(store.put({ pk: S('a') }))).toEqual(wrong('Missing the key sk in the item'))
    expect(no(store.put({ pk: N(1), sk: S('1') }))).toEqual(wrong('Type mismatch for key pk expected: S actual: N'))
    expect(no(store.put({ pk: S(''), sk: S('1') }))).toEqual(
      refused(
        'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
      ),
    )
  })

  it('refuses the key of an index of another type or empty, before it asks the condition', () => {
    const store = storeOf(tables)
    const mismatch = 'One or more parameter values were invalid: Type mismatch for Index Key'
    expect(no(store.put({ ...a1, g: N(1) }, exists('pk')))).toEqual(
      refused(`${mismatch} g Expected: S Actual: N IndexName: byG`),
    )
    expect(no(store.put({ ...a1, l: S('1') }))).toEqual(refused(`${mismatch} l Expected: N Actual: S IndexName: byGL`))
    expect(no(store.put({ ...a1, g: { NULL: true } }))).toEqual(
      refused(`${mismatch} g Expected: S Actual: NULL IndexName: byG`),
    )
    expect(no(store.put({ ...a1, g: S('') }))).toEqual(
      refused(
        'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: byG, IndexKey: g',
      ),
    )
    expect(no(store.put({ ...a1, g: S('g'.repeat(2049)) }))).toMatchObject({ _tag: 'RequestRefused' })
  })

  it('takes 409,600 bytes and no more', () => {
    const store = storeOf(tables)
    const room = 409_600 - 'pk'.length - 'sk'.length - 'x'.length - 2
    ok(store.put({ ...a1, x: S('x'.repeat(room)) }))
    expect(no(store.put({ ...a1, x: S('x'.repeat(room + 1)) }))).toMatchObject({
      _tag: 'InvalidItem',
      mismatches: [{ path: [] }],
    })
  })

  it('refuses what cannot be stored, with the place, wherever it is', () => {
    const store = storeOf(tables)
    const invalid = (place: ReadonlyArray<string | number>) => ({ _tag: 'InvalidItem', mismatches: [{ path: place }] })
    expect(no(store.put({ ...a1, x: { SS: [] } }))).toMatchObject(invalid(['x']))
    expect(no(store.put({ ...a1, x: { L: [N('1e-200')] } }))).toMatchObject(invalid(['x', 0]))
    expect(no(store.put({ ...a1, x: N('NaN') }))).toMatchObject(invalid(['x']))
    expect(no(store.put({ ...a1, x: { M: { y: { SS: ['a', 'a'] } } } }))).toMatchObject(invalid(['x', 'y']))
    expect(no(store.put({ ...a1, x: N('1'.repeat(39)) }))).toMatchObject(invalid(['x']))
    expect(no(store.put({ ...a1, x: N('1e-200') }, undefined, 'nope'))).toMatchObject(invalid(['x']))
  })

  it('keeps numbers exact, and answers each in one text', () => {
    const store = storeOf(tables)
    const numbers = ['9007199254740993', '1234567890.1234567890123456789', '0.1', '1e3', '-0', '1.50', '1E-130']
    ok(store.put({ ...a1, l: N('1.0'), n: { NS: numbers } }))
    const { item } = ok(store.run(getItem({ pk: S('a'), sk: S('1') })))
    expect(item?.l).toEqual(N(1))
    expect(item?.n).toMatchObject({
      NS: ['9007199254740993', '1234567890.1234567890123456789', '0.1', '1000', '0', '1.5', expect.any(String)],
    })
  })

  it('keeps its own bytes', () => {
    const store = storeOf(tables)
    const bytes = Uint8Array.from([1, 2, 3])
    ok(store.put({ ...a1, b: { B: bytes }, bs: { BS: [bytes] }, l2: { L: [{ M: { b: { B: bytes } } }] } }))
    bytes[0] = 9
    const answered = ok(store.run(getItem(a1))).item
    expect(answered).toMatchObject({ b: B(1, 2, 3), l2: { L: [{ M: { b: B(1, 2, 3) } }] } })
    if (answered?.b !== undefined && 'B' in answered.b) answered.b.B[0] = 7
    expect(ok(store.run(getItem(a1))).item?.b).toEqual(B(1, 2, 3))
  })

  it('takes names that JavaScript has a use for', () => {
    const store = storeOf(tables)
    const item = Object.fromEntries([
      ['pk', S('a')],
      ['sk', S('1')],
      ['__proto__', N('1.0')],
      ['constructor', S('c')],
      ['toString', B(1)],
      ['#n0', S('d')],
      ['a.b[0]', S('e')],
      ['😀', S('f')],
    ])
    ok(store.put(item))
    const answered = ok(store.run(getItem(a1))).item
    expect(Object.keys(answered ?? {}).sort()).toEqual(Object.keys(item).sort())
    expect(Object.getOwnPropertyDescriptor(answered, '__proto__')?.value).toEqual(N(1))
    expect(Object.getPrototypeOf(answered)).toBe(Object.prototype)
    ok(store.put({ ...item, ok: S('ok') }, equal('__proto__', N(1))))
    ok(store.run(updateItem(a1, [set(path('__proto__'), value(N(2))), remove(path('constructor'))])))
    expect(Object.getOwnPropertyDescriptor(ok(store.run(getItem(a1))).item, '__proto__')?.value).toEqual(N(2))
  })
})

describe('UpdateItem', () => {
  it('creates the item where there is none, also with no action at all', () => {
    const store = storeOf(tables)
    expect(ok(store.run(updateItem(a1, [set(path('x'), value(N(1)))], 'new')))).toEqual({
      attributes: { ...a1, x: N(1) },
    })
    expect(ok(store.run(updateItem(key('b', '1'), [], 'new')))).toEqual({ attributes: key('b', '1') })
    expect(ok(store.run(getItem(key('b', '1'))))).toEqual({ item: key('b', '1') })
    expect(ok(store.run(updateItem(key('c', '1'), [add(path('n'), N(5))], 'new'))).attributes?.n).toEqual(N(5))
    expect(ok(store.run(updateItem(key('d', '1'), [set(path('x'), path('pk'))], 'new'))).attributes?.x).toEqual(S('d'))
  })

  it('does not create the item only to take something away from it', () => {
    const store = storeOf(tables)
    const { state } = store
    const before = state()
    expect(ok(store.run(updateItem(a1, [remove(path('x'))], 'new')))).toEqual({})
    expect(ok(store.run(updateItem(a1, [deleteFrom(path('x'), { SS: ['a'] })], 'new')))).toEqual({})
    expect(state()).toBe(before)
  })

  it('reads the item as it was before, in every action', () => {
    const store = storeOf(tables)
    ok(store.put({ ...a1, x: N(1), y: N(2) }))
    ok(store.run(updateItem(a1, [set(path('x'), path('y')), set(path('y'), path('x'))])))
    expect(ok(store.run(getItem(a1)))).toEqual({ item: { ...a1, x: N(2), y: N(1) } })
  })

  it('answers the values asked for: of nested places only what was touched', () => {
    const store = storeOf(tables)
    const item = { ...a1, m: { M: { b: S('dog'), c: { L: [N(1), N(2), N(3)] } } }, d: S('cat') }
    ok(store.put(item))
    const touch = (v: number) => [
      set(path('m', 'c', 1), value(N(v))),
      set(path('m', 'b'), value(S(`v${v}`))),
      set(path('n'), value(N(v))),
    ]
    expect(ok(store.run(updateItem(a1, touch(7), 'none')))).toEqual({})
    expect(ok(store.run(updateItem(a1, touch(8), 'updatedOld')))).toEqual({
      attributes: { m: { M: { b: S('v7'), c: { L: [N(7)] } } }, n: N(7) },
    })
    expect(ok(store.run(updateItem(a1, touch(9), 'updatedNew')))).toEqual({
      attributes: { m: { M: { b: S('v9'), c: { L: [N(9)] } } }, n: N(9) },
    })
    const now = { ...item, n: N(9), m: { M: { b: S('v9'), c: { L: [N(1), N(9), N(3)] } } } }
    expect(ok(store.run(updateItem(a1, [remove(path('n'))], 'old')))).toEqual({ attributes: now })
    expect(ok(store.run(updateItem(a1, [set(path('d'), value(S('x')))], 'new'))).attributes?.d).toEqual(S('x'))
  })

  it('answers nothing where what was touched is not there', () => {
    const store = storeOf(tables)
    ok(store.put({ ...a1, x: N(1), c: { L: [N(1), N(2), N(3)] } }))
    expect(ok(store.run(updateItem(a1, [remove(path('x'))], 'updatedNew')))).toEqual({})
    expect(ok(store.run(updateItem(a1, [set(path('x'), value(N(1)))], 'updatedOld')))).toEqual({})
    expect(ok(store.run(updateItem(a1, [], 'updatedNew')))).toEqual({})
    expect(ok(store.run(updateItem(key('z', '1'), [set(path('x'), value(N(1)))], 'old')))).toEqual({})
    expect(ok(store.run(updateItem(key('y', '1'), [set(path('x'), value(N(1)))], 'updatedNew')))).toEqual({
      attributes: { x: N(1) },
    })
    // As AWS does: behind the end it appends, and answers nothing; what moved up after a REMOVE is answered.
    expect(ok(store.run(updateItem(a1, [set(path('c', 100), value(N(70)))], 'updatedNew')))).toEqual({})
    expect(ok(store.run(updateItem(a1, [remove(path('c', 1))], 'updatedNew')))).toEqual({
      attributes: { c: { L: [N(3)] } },
    })
  })

  it('refuses what it cannot do, in the words of DynamoDB, and leaves all as it was', () => {
    const store = storeOf(tables)
    ok(store.put({ ...a1, x: S('x'), big: S('x'.repeat(409_000)) }))
    const before = store.state()
    const says = (actions: Parameters<typeof updateItem>[1], message: string | RegExp) =>
      expect(no(store.run(updateItem(a1, actions)))).toMatchObject({
        _tag: 'RequestRefused',
        name: 'ValidationException',
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      })
    const partOfKey = (name: string) =>
      `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`
    says([set(path('sk'), value(S('2')))], partOfKey('sk'))
    says([remove(path('pk'))], partOfKey('pk'))
    says(
      [set(path('q', 'w'), value(N(1)))],
      /^The document path provided in the update expression is invalid for update/,
    )
    says([set(path('q'), path('w'))], /^The provided expression refers to an attribute that does not exist in the item/)
    says([add(path('x'), N(1))], /^An operand in the update expression has an incorrect data type/)
    says([set(path('q'), value(S('x'.repeat(1000))))], 'Item size to update has exceeded the maximum allowed size')
    says([set(path('g'), value(N(1)))], /Type mismatch for Index Key g Expected: S Actual: N IndexName: byG$/)
    says([set(path('g'), value(S('')))], /The update expression attempted to update a secondary index key to a value/)
    expect(store.state()).toBe(before)
  })

  it('asks its condition before it refuses what it would write', () => {
    const store = storeOf(tables)
    ok(store.put(a1))
    const failed = store.run(updateItem(a1, [set(path('q', 'w'), value(N(1)))], 'none', missing('pk'), true))
    expect(no(failed)).toEqual({ _tag: 'ConditionFailed', table: 'things', item: a1 })
  })

  it('refuses what no item can take, before it looks at any', () => {
    const store = storeOf(tables)
    expect(no(store.run(updateItem(a1, [set(path('x'), value({ SS: [] }))])))).toMatchObject({
      _tag: 'InvalidExpression',
      place: 'UpdateExpression',
    })
    const twice = [set(path('x'), value(N(1))), remove(path('x', 'y'))]
    expect(no(store.run(updateItem(a1, twice)))).toMatchObject({ _tag: 'InvalidExpression' })
    expect(no(store.run(updateItem({ pk: N('x'), sk: S('1') }, [])))).toMatchObject({ _tag: 'InvalidItem' })
  })

  it('refuses a result nested too deep', () => {
    const store = storeOf(tables)
    const nested = (depth: number): { readonly M: Readonly<Record<string, never>> } =>
      (depth === 0 ? { M: {} } : { M: { m: nested(depth - 1) } }) as never
    ok(store.put({ ...a1, m: nested(30) }))
    const at = ['m', ...Array.from({ length: 29 }, () => 'm')]
    const deeper = set(path('m', ...at.slice(1)), value(nested(3)))
    expect(no(store.run(updateItem(a1, [deeper])))).toEqual(refused('Nesting Levels have exceeded supported limits'))
  })
})

describe('DeleteItem', () => {
  it('deletes, answers the old item where asked, and is content where nothing is', () => {
    const store = storeOf(tables)
    ok(store.put({ ...a1, x: N(1) }))
    expect(ok(store.run(deleteItem(a1, undefined, 'old')))).toEqual({ attributes: { ...a1, x: N(1) } })
    expect(ok(store.run(getItem(a1)))).toEqual({})
    const before = store.state()
    expect(ok(store.run(deleteItem(a1, undefined, 'old')))).toEqual({})
    expect(store.state()).toBe(before)
  })

  it('asks its condition', () => {
    const store = storeOf(tables)
    expect(no(store.run(deleteItem(a1, exists('pk'))))).toMatchObject({ _tag: 'ConditionFailed' })
    ok(store.put({ ...a1, x: N(1) }))
    expect(no(store.run(deleteItem(a1, equal('x', N(2)))))).toMatchObject({ _tag: 'ConditionFailed' })
    ok(store.run(deleteItem(a1, equal('x', N('1.00')))))
  })
})
