import * as E from 'fp-ts/Either'
import { expect, it } from 'vitest'
import { day, fakeStream } from './fakeStream'
import { running, settings } from './machineRun'

// A computer that sleeps for a day finds an answer that came before: its records were not old when they were asked for, and
// what follows them was trimmed meanwhile.
it('records that were answered, and are heard of more than a day later, do not hide what was trimmed since', () => {
  const store = fakeStream()
  store.write(1)
  store.split(0, 0, false)
  store.write(2)
  const machine = running(store, settings('trimHorizon'))
  for (let i = 0; i < 9 && machine.asks()[0]?._tag !== 'GetRecords'; i++) machine.answer(0)
  const [ask] = machine.asks()
  if (ask?._tag !== 'GetRecords') throw new Error('no records are asked for')
  const { shard } = ask.operation
  const answer = store.records(ask.operation)
  store.advance(2 * day)
  if (E.isLeft(answer)) throw new Error('no records are answered')
  machine.tell({ _tag: 'Records', shard, ...answer.right } as never)
  expect(machine.fetch()).toMatchObject({ _tag: 'Batch', shard })
  machine.tell({ _tag: 'Done', shard } as never)
  for (let i = 0; i < 9 && machine.given().length === 0; i++) machine.answer(1)
  expect(machine.fetch()).toMatchObject({ _tag: 'Gap', reason: 'trimmed' })
})
