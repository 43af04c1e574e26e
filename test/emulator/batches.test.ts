import * as E from 'fp-ts/Either'
import { describe, expect, inject, it } from 'vitest'
import * as A from '../../src/codec'
import { local } from '../../src/interpreter/local'
import { model } from '../../src/model'
import * as Read from '../../src/program/Read'
import * as T from '../../src/program/Table'
import { validateOperation } from '../../src/program/validate'
import * as W from '../../src/program/Write'
import { spied } from '../interpreter/middleware/doubles'

const endpoint = inject('endpoint')
const emulator = local({ endpoint, tableName: `batches-${Date.now().toString(36)}-{table}` })

const Nulls = model({
  name: 'Nulls',
  table: 'nulls',
  attributes: { id: A.integer, list: A.list(A.nullable(A.string)) },
  key: { partition: 'id' },
})

// 380 KB as DynamoDB counts them, and 2.6 MB as JSON.
const list = Array.from({ length: 190_000 }, () => null)
const writes = Array.from({ length: 25 }, (_, id) => W.put(Nulls)({ id, list }))

describe('25 items of 65 MB as JSON, on DynamoDB Local', () => {
  it('are written in several calls', async () => {
    expect(E.isRight(await T.bind(Nulls)(emulator)())).toBe(true)
    const { interpreter, sent } = spied(emulator)
    expect(await W.batchWith({ concurrency: 1 })(W.sequence(writes))(interpreter)()).toMatchObject({ _tag: 'Right' })
    expect(sent.length).toBeGreaterThan(4)
    const few = W.all(writes.slice(0, 7), { concurrency: 1 })
    expect(await few(interpreter)()).toEqual(E.right({ written: 7, calls: 2 }))
    const found = await Read.run(Read.load(Nulls)({ id: 24 }))(emulator)()
    expect(E.isRight(found) && found.right.list.length).toBe(190_000)
  }, 120_000)

  it('are too much for one call, and it is not sent', async () => {
    const plan = W.plan(W.sequence(writes))
    const all = E.isRight(plan) ? plan.right.flat().flatMap((call) => call.writes) : []
    expect(validateOperation({ _tag: 'BatchWriteItem', writes: all })).toMatchObject({ _tag: 'InvalidRequest' })
    expect(await emulator({ _tag: 'BatchWriteItem', writes: all })()).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
  })

  it('would be refused', async () => {
    const body = new Uint8Array(17 * 1024 * 1024).fill(32)
    const headers = { 'x-amz-target': 'DynamoDB_20120810.BatchWriteItem', 'content-type': 'application/x-amz-json-1.0' }
    const { status } = await fetch(endpoint, { method: 'POST', body, headers })
    expect(status).toBe(413)
  })
})
