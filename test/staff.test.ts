import { Table as T } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import { describe, expect, it } from 'vitest'
import { Contractor, Employee } from '../examples/staff/models'
import { plans, staff } from '../examples/staff/staff'
import { transcript } from '../examples/tour/screen'
import { isAsExpected } from '../examples/tour/summary'

describe('the staff', () => {
  it('are as expected in memory, and the second time too', async () => {
    const store = inMemory()
    const first = await staff()(store)()
    const second = await staff()(store)()
    expect(isAsExpected(first), transcript(first)).toBe(true)
    expect(first.length).toBe(plans.length)
    expect(transcript(second)).toBe(transcript(first))
  })

  it('have one index, with the union of what their models read of it', async () => {
    const [planned] = await staff()(inMemory())()
    expect(planned?.lines).toContain("    with global index 'byLevel': partition l N, projecting directs, email, role")
  })

  it('name both models of each contradiction', async () => {
    const steps = await staff()(inMemory())()
    const contradictions = steps.at(-2)?.lines ?? []
    expect(contradictions[0]).toBe("ModelsContradict: no table 'bloop-staff' can serve them all")
    expect(contradictions).toContain("  Employee and Contractor: stream: 'new' and 'off'")
  })

  it('end at the first step that is not as expected, and leave no table', async () => {
    const store = inMemory()
    const steps = await staff()((operation) =>
      operation._tag === 'TransactWriteItems'
        ? async () => ({ _tag: 'Left', left: { _tag: 'NetworkFailed', message: 'refused' } })
        : store(operation),
    )()
    expect(steps.at(-1)?.unexpected[0]).toBe('NetworkFailed: refused')
    expect(await T.describe(Employee.schema.name)(store)()).toMatchObject({ left: { _tag: 'TableNotFound' } })
  })

  it('leave a table of that name alone that is not their own', async () => {
    const store = inMemory()
    const key = { partition: [{ name: 'name', type: 'S' }], sort: [] } as const
    await store({ _tag: 'CreateTable', schema: { ...Contractor.schema, key, indexes: [] } })()
    const steps = await staff()(store)()
    expect(steps.at(-1)?.unexpected[0]).toBe("TableMismatch: the table 'bloop-staff' is not as its models need it")
    expect((await T.describe(Employee.schema.name)(store)())._tag).toBe('Right')
  })

  it('fit into 100 columns', async () => {
    const lines = transcript(await staff()(inMemory())()).split('\n')
    expect(lines.filter((line) => [...line].length > 100 || line !== line.trimEnd())).toEqual([])
  })
})
