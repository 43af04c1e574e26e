/** The evaluator's verdicts, updates and projections are the store's: generated expressions, on DynamoDB Local. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { condition, conditionOn } from '../../laws/arbitrary/condition'
import { segments } from '../../laws/arbitrary/path'
import { update, updateOn } from '../../laws/arbitrary/update'
import { item } from '../../laws/arbitrary/value'
import * as C from '../../src/expression/Condition'
import * as Projection from '../../src/expression/Projection'
import { type Rendered, render } from '../../src/expression/render'
import * as U from '../../src/expression/Update'
import type { Item } from '../../src/value/AttributeValue'
import { equalsItems } from '../../src/value/equality'
import { assign } from '../../src/value/record'
import { showItem } from '../../src/value/show'

const table = 'expressions'
const runs = Number(process.env.RUNS ?? 300)

// -----------------------------------------------------------------------------
// the wire: no SDK, so that no name and no value is touched on the way
// -----------------------------------------------------------------------------

interface Answer {
  readonly status: number
  readonly body: { readonly [field: string]: unknown }
}

const mapDeep = (f: (tag: string, u: unknown) => unknown) => {
  const go = (u: unknown, tag: string): unknown => {
    const mapped = f(tag, u)
    if (mapped !== u || typeof u !== 'object' || u === null) return mapped
    if (Array.isArray(u)) return u.map((e) => go(e, tag))
    const out: { [name: string]: unknown } = {}
    for (const [name, v] of Object.entries(u)) assign(out, name, go(v, name))
    return out
  }
  return (u: unknown): unknown => go(u, '')
}

const toWire = mapDeep((_, u) => (u instanceof Uint8Array ? Buffer.from(u).toString('base64') : u))
const fromWire = mapDeep((tag, u) =>
  (tag === 'B' || tag === 'BS') && typeof u === 'string' ? Uint8Array.from(Buffer.from(u, 'base64')) : u,
)

const send = async (operation: string, input: unknown): Promise<Answer> => {
  const response = await fetch(inject('endpoint'), {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(toWire(input)),
  })
  return { status: response.status, body: fromWire(await response.json()) as Answer['body'] }
}

const put = async (attributes: Item, id: string): Promise<void> => {
  const answer = await send('PutItem', { TableName: table, Item: { ...attributes, $p: { S: 'p' }, $s: { S: id } } })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

const withoutKey = (stored: Item): Item =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => name !== '$p' && name !== '$s'))

const key = (id: string): Item => ({ $p: { S: 'p' }, $s: { S: id } })

beforeAll(async () => {
  await send('DeleteTable', { TableName: table })
  const created = await send('CreateTable', {
    TableName: table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: '$p', AttributeType: 'S' },
      { AttributeName: '$s', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: '$p', KeyType: 'HASH' },
      { AttributeName: '$s', KeyType: 'RANGE' },
    ],
  })
  expect(created.status).toBe(200)
})

// -----------------------------------------------------------------------------
// the laws
// -----------------------------------------------------------------------------

describe('on DynamoDB Local', () => {
  it('a filter keeps exactly the items for which the condition holds', async () => {
    const items = fc.sample(item, { numRuns: 40, seed: 7 })
    await Promise.all(items.map((i, n) => put(i, `f${n}`)))
    const one = fc.oneof({ arbitrary: fc.constantFrom(...items).chain(conditionOn), weight: 4 }, condition)
    const property = fc.asyncProperty(one, async (c) => {
      const rendered = render({ filter: c })
      if (E.isLeft(rendered)) throw new Error(rendered.left.reason)
      const answer = await send('Query', {
        TableName: table,
        KeyConditionExpression: '#p = :p AND begins_with(#s, :s)',
        ...rendered.right,
        ExpressionAttributeNames: { ...rendered.right.ExpressionAttributeNames, '#p': '$p', '#s': '$s' },
        ExpressionAttributeValues: { ...rendered.right.ExpressionAttributeValues, ':p': { S: 'p' }, ':s': { S: 'f' } },
      })
      if (answer.status !== 200)
        throw new Error(`${C.show(c)}: ${JSON.stringify(answer.body)} ${JSON.stringify(rendered.right)}`)
      const kept = new Set((answer.body.Items as ReadonlyArray<Item>).map((i) => (i.$s as { S: string }).S))
      items.forEach((i, n) => {
        if (kept.has(`f${n}`) !== C.evaluate(c)(i))
          throw new Error(`${C.show(c)} on ${showItem(i)}: store ${kept.has(`f${n}`)}`)
      })
    })
    await fc.assert(property, { numRuns: runs, includeErrorInReport: true })
  })

  it('an update gives the item that apply gives, or fails where apply fails', async () => {
    const both = item.chain((i) => fc.oneof({ arbitrary: updateOn(i), weight: 4 }, update).map((u) => [i, u] as const))
    const property = fc.asyncProperty(both, async ([i, u]) => {
      const rendered = render({ update: u })
      if (E.isLeft(rendered)) return
      await put(i, 'u')
      const answer = await send('UpdateItem', {
        TableName: table,
        Key: key('u'),
        ReturnValues: 'ALL_NEW',
        ...rendered.right,
      })
      const applied = U.apply(u)(i)
      const ours = E.isLeft(applied) ? U.showFailure(applied.left) : showItem(applied.right)
      const what = `${U.show(u)} on ${showItem(i)}\nours: ${ours}`
      if (answer.status !== 200) {
        const store = String(answer.body.message ?? answer.body.Message)
        // With one action there is one reason, and it is the store's own; sums out of range are told in other words.
        const isSame = u.actions.length > 1 || / digits|Number /.test(store) || ours.startsWith(store)
        if (E.isRight(applied) || !isSame) throw new Error(`${what}\nstore: ${store}`)
        return
      }
      const after = withoutKey(answer.body.Attributes as Item)
      if (E.isLeft(applied) || !equalsItems(after, applied.right)) throw new Error(`${what}\nstore: ${showItem(after)}`)
    })
    await fc.assert(property, { numRuns: runs, includeErrorInReport: true })
  })

  it('a projection gives the part that apply gives', async () => {
    const both = fc.tuple(item, fc.array(segments, { minLength: 1, maxLength: 3 }))
    const property = fc.asyncProperty(both, async ([i, [first, ...rest]]) => {
      const at = (s: typeof first) => ({
        _tag: 'Path' as const,
        attribute: s?.[0] ?? 'a',
        segments: s ?? (['a'] as const),
      })
      const projection: Projection.Projection = { _tag: 'Projection', paths: [at(first), ...rest.map(at)] }
      const rendered = render({ projection })
      if (E.isLeft(rendered)) return
      await put(i, 'g')
      const answer = await send('GetItem', { TableName: table, Key: key('g'), ...rendered.right })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      const ours = Projection.apply(projection)(i)
      const theirs = answer.body.Item as Item
      if (!equalsItems(ours, theirs)) {
        throw new Error(
          `${Projection.show(projection)} of ${showItem(i)}: ${showItem(ours)}, store: ${showItem(theirs)}`,
        )
      }
    })
    await fc.assert(property, { numRuns: runs, includeErrorInReport: true })
  })

  // Texts of rendered expressions with tokens dropped, doubled, exchanged or wrapped in parentheses.
  const tokens = (text: string): ReadonlyArray<string> =>
    text.match(/[#:]?[A-Za-z0-9_]+|<>|<=|>=|[^\sA-Za-z0-9_]/g) ?? []
  const mangled = (text: string): fc.Arbitrary<string> => {
    const list = tokens(text)
    const at = fc.nat(Math.max(0, list.length - 1))
    const joined = (parts: ReadonlyArray<string>): string => parts.join(' ')
    return fc.oneof(
      fc.constant(text),
      at.map((i) => joined(list.filter((_, k) => k !== i))),
      at.map((i) => joined(list.flatMap((t, k) => (k === i ? [t, t] : [t])))),
      fc
        .tuple(at, at)
        .map(([i, j]) => joined(list.map((t, k) => (k === i ? (list[j] ?? t) : k === j ? (list[i] ?? t) : t)))),
      fc
        .tuple(at, at)
        .map(([i, j]) =>
          joined(
            list.flatMap((t, k) => [...(k === Math.min(i, j) ? ['('] : []), t, ...(k === Math.max(i, j) ? [')'] : [])]),
          ),
        ),
      fc.constantFrom(text.toLowerCase(), text.replace(/ /g, ''), ` ${text} `, text.replace(/ /g, '\n\t')),
    )
  }
  const usedOf = <A>(all: { readonly [name: string]: A } | undefined, text: string) => {
    const used = new Set(text.match(/[#:][A-Za-z0-9_]+/g) ?? [])
    const kept = Object.entries(all ?? {}).filter(([name]) => used.has(name))
    return kept.length === 0 ? undefined : Object.fromEntries(kept)
  }
  const agree = async (
    field: 'ConditionExpression' | 'UpdateExpression' | 'ProjectionExpression',
    text: string,
    from: Rendered,
    isTaken: (placeholders: C.Placeholders) => E.Either<C.ParseError, unknown>,
  ): Promise<void> => {
    const names = usedOf(from.ExpressionAttributeNames, text)
    const values = usedOf(from.ExpressionAttributeValues, text)
    const answer = await send(field === 'ProjectionExpression' ? 'GetItem' : 'UpdateItem', {
      TableName: table,
      Key: key('none'),
      [field]: text,
      ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
      ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    })
    const message = String(answer.body.message ?? answer.body.Message ?? '')
    const isRefused = answer.status !== 200 && message.startsWith('Invalid ')
    // What the emulator does not get to read: placeholders in what is no token, or values that fail later.
    if (
      answer.status !== 200 &&
      !isRefused &&
      !message.includes('conditional request') &&
      !message.includes('in the update expression') &&
      !message.includes('does not exist in the item') &&
      !message.includes('38 digits') &&
      !message.includes('Number ')
    )
      return
    const ours = isTaken({ names, values })
    // Not in AWS's grammar, but taken by the emulator: a value where a path is asked for.
    if (E.isLeft(ours) && !isRefused && ours.left.reason.includes('requires a document path')) return
    if (E.isLeft(ours) !== isRefused) {
      throw new Error(`${text}\nours: ${E.isLeft(ours) ? ours.left.reason : 'taken'}\nstore: ${message}`)
    }
  }

  it('parse takes the conditions that the store takes', async () => {
    const texts = condition
      .map((c) => E.toUnion(render({ condition: c })) as Rendered)
      .filter((r) => r.ConditionExpression !== undefined)
      .chain((r) => mangled(r.ConditionExpression ?? '').map((text) => [text, r] as const))
    const property = fc.asyncProperty(texts, ([text, r]) =>
      agree('ConditionExpression', text, r, (placeholders) => C.parse(text, placeholders)),
    )
    await fc.assert(property, { numRuns: runs, includeErrorInReport: true })
  })

  it('parse takes the updates that the store takes', async () => {
    const texts = update
      .map((u) => E.toUnion(render({ update: u })) as Rendered)
      .filter((r) => r.UpdateExpression !== undefined)
      .chain((r) => mangled(r.UpdateExpression ?? '').map((text) => [text, r] as const))
    const property = fc.asyncProperty(texts, ([text, r]) =>
      agree('UpdateExpression', text, r, (placeholders) => U.parse(text, placeholders)),
    )
    await fc.assert(property, { numRuns: runs, includeErrorInReport: true })
  })
})
