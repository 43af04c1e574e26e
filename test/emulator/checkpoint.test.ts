import * as E from 'fp-ts/Either'
import { describe, expect, inject, it } from 'vitest'
import { checkpointLaws } from '../../laws/checkpoint'
import { suite } from '../../laws/law'
import { local } from '../../src/interpreter/local'
import * as Checkpoint from '../../src/program/Checkpoint'
import * as T from '../../src/program/Table'
import * as Policy from '../../src/program/time/Policy'
import { quick } from '../program/checkpoint/timer'

const endpoint = inject('endpoint')
const emulator = local({ endpoint, tableName: `checkpoint-${Date.now().toString(36)}-{table}` })
const model = Checkpoint.model({ table: 'checkpoints' })
const timer = quick()

let bound: Promise<unknown> | undefined
let names = 0
const make = async () => {
  bound ??= T.bind(model)(emulator)()
  await bound
  return Checkpoint.table({ model, name: `consumer ${names++}`, timer })
}

suite(describe, it)(
  { ...checkpointLaws(make, { interpreter: emulator }), name: 'a checkpoint in a table of DynamoDB Local' },
  { numRuns: 30 },
)

describe('a checkpoint in a table of DynamoDB Local', () => {
  it('fails where the value is too large, and keeps what it had', async () => {
    const checkpoint = await make()
    const claim = await checkpoint.claim(emulator)()
    if (E.isLeft(claim)) throw new Error(claim.left.message)
    const saved = await checkpoint.save(claim.right, 'small')(emulator)()
    if (E.isLeft(saved)) throw new Error(saved.left._tag)
    expect(await checkpoint.save(saved.right, 'x'.repeat(409_550))(emulator)()).toMatchObject(
      E.left({ _tag: 'CheckpointFailed', cause: {} }),
    )
    expect(await checkpoint.claim(emulator)()).toMatchObject(E.right({ value: 'small' }))
  })

  it('fails where there is no table, or no store', async () => {
    const elsewhere = Checkpoint.table({ model: Checkpoint.model({ table: 'nowhere' }), name: 'x', timer })
    expect(await elsewhere.claim(emulator)()).toMatchObject(E.left({ cause: { _tag: 'TableNotFound' } }))
    const deaf = local({ endpoint: 'http://127.0.0.1:1' })
    const impatient = Checkpoint.table({ model, name: 'x', timer, retry: Policy.limit(1) })
    expect(await impatient.claim(deaf)()).toMatchObject(E.left({ cause: { _tag: 'NetworkFailed' } }))
  })
})
