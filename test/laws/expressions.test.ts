import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { arbitrary, arbitraryCondition, arbitraryProgram, arbitraryQuery, arbitraryUpdate } from '../../laws/arbitrary'
import * as C from '../../src/expression/Condition'
import { render } from '../../src/expression/render'
import * as U from '../../src/expression/Update'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import type { AnySource } from '../../src/model/Source'
import * as Q from '../../src/program/Query'
import * as T from '../../src/program/Table'
import { User } from './models'

/** What is found of a property that does not hold, as fast-check prints it. */
const minimum = <A>(values: fc.Arbitrary<A>, holds: (a: A) => boolean): string => {
  const { counterexample } = fc.check(fc.property(values, holds), { seed: 1, numRuns: 2000 })
  return fc.stringify(counterexample?.[0])
}

const some = <A>(values: fc.Arbitrary<A>, numRuns = 300): ReadonlyArray<A> => fc.sample(values, { numRuns, seed: 1 })

const users = some(arbitrary(User), 30)

describe('arbitraryCondition', () => {
  const text = C.show

  it('shrinks to one comparison, printed as text', () => {
    expect(minimum(arbitraryCondition(User), (c) => !text(c).includes('age ='))).toMatch(/^age = -?\d+$/)
    expect(minimum(arbitraryCondition(User), (c) => !text(c).includes('home.zip'))).toMatch(/^[^()]*home\.zip[^()]*$/)
    const both = (c: C.Condition<never>) => c._tag === 'And' && text(c).includes('age') && text(c).includes('home.city')
    expect(minimum(arbitraryCondition(User), (c) => !both(c)).split(' AND ')).toHaveLength(2)
  })

  it('prints nothing that equality, spreads or clones see', () => {
    for (const c of some(arbitraryCondition(User))) {
      expect(structuredClone(c)).toEqual(c)
      expect(Reflect.ownKeys({ ...c })).not.toContain(fc.toStringMethod)
      expect(fc.stringify(c)).toBe(text(c))
    }
  })

  it('can be sent', () => {
    for (const c of some(arbitraryCondition(User))) expect(E.isRight(render({ condition: c })), text(c)).toBe(true)
  })

  it('about a value: about half hold for it', () => {
    const shares = users.map((about) => {
      const all = some(arbitraryCondition(User, { about }), 200)
      return all.filter((c) => C.toPredicate(User)(c)(about)).length / all.length
    })
    const mean = shares.reduce((x, y) => x + y, 0) / shares.length
    expect(mean).toBeGreaterThan(0.4)
    expect(mean).toBeLessThan(0.6)
    for (const share of shares) expect(Math.abs(share - 0.5)).toBeLessThan(0.2)
  })
})

describe('arbitraryUpdate', () => {
  it('writes no key, without overlaps', () => {
    for (const u of some(arbitraryUpdate(User))) {
      expect(E.isRight(U.validate(u)), U.show(u)).toBe(true)
      expect(U.writesAny(['id', 't'])(u), U.show(u)).toBeUndefined()
    }
  })

  it('about a value: it can be done, and leaves a value', () => {
    let actions = 0
    for (const about of users)
      for (const u of some(arbitraryUpdate(User, { about }), 50)) {
        const after = U.apply(u)(User.encode(about))
        actions += u.actions.length
        expect(E.isRight(after) && E.isRight(User.decode(after.right)), U.show(u)).toBe(true)
      }
    expect(actions / (30 * 50)).toBeGreaterThan(1)
  })

  it('has every kind of action, and shrinks to one, printed as text', () => {
    const texts = some(arbitraryUpdate(User), 1000).map(U.show).join('\n')
    for (const part of ['SET', 'REMOVE', 'ADD', 'DELETE', 'list_append', 'if_not_exists', 'age = age +', 'home.city ='])
      expect(texts).toContain(part)
    expect(minimum(arbitraryUpdate(User), (u) => !U.show(u).includes('REMOVE'))).toMatch(/^REMOVE [\w.[\]]+$/)
  })
})

describe('arbitraryQuery', () => {
  const sources = { table: User, 'global index': User.index.byEmail, 'local index': User.index.byAge }
  for (const [name, source] of Object.entries(sources)) {
    it(`of a ${name}: can be asked, with every refinement`, async () => {
      const store = inMemory()
      await T.bind(User)(store)()
      const all = some(arbitraryQuery<AnySource>(source))
      for (const query of all) expect((await Q.collect(query)(store)())._tag, fc.stringify(query)).toBe('Right')
      const texts = all.map((query) => fc.stringify(query)).join('\n')
      for (const part of ['FILTER', 'LIMIT', 'TAKE', 'BACKWARD', 'BETWEEN', ' >= ']) expect(texts).toContain(part)
      expect(texts.includes('CONSISTENT')).toBe(name !== 'global index')
    })
  }

  it('about a value: most ask for its partition', () => {
    const [about] = users
    if (about === undefined) throw new Error('no user')
    const all = some(arbitraryQuery(User, { about })).map((query) => query.from)
    const own = all.filter(
      (from) => from._tag === 'Query' && fc.stringify(from.key.equals[0].value) === fc.stringify({ S: about.id }),
    )
    expect(own.length / all.length).toBeGreaterThan(0.6)
  })

  it('shrinks to one partition', () => {
    expect(minimum(arbitraryQuery(User), (query) => query.limit === undefined)).toMatch(
      /^Query users WHERE id = '\w*' LIMIT 1$/,
    )
  })
})

describe('arbitraryProgram', () => {
  const run = async (program: ReturnType<typeof arbitraryProgram> extends fc.Arbitrary<infer P> ? P : never) => {
    const store = inMemory()
    await T.bind(User)(store)()
    return program(store)()
  }

  it('does everything, and mostly succeeds', async () => {
    const programs = some(arbitraryProgram(User), 200)
    const texts = programs.map((program) => fc.stringify(program)).join('\n')
    const words = ['put', 'save', 'update', 'delete', 'find', 'batch', 'transact', 'scan', 'Query', 'a page of', ' IF ']
    for (const word of [...words, 'users.byEmail', 'users.byAge', 'scan byAge']) expect(texts).toContain(word)
    const tags = new Map<string, number>()
    for (const program of programs) {
      const answers = await run(program)
      for (const answer of E.isRight(answers) ? answers.right : []) {
        const tag = E.isRight(answer) ? 'Right' : answer.left._tag
        tags.set(tag, (tags.get(tag) ?? 0) + 1)
      }
    }
    const total = [...tags.values()].reduce((x, y) => x + y, 0)
    expect((tags.get('Right') ?? 0) / total).toBeGreaterThan(0.6)
    expect((tags.get('ConditionFailed') ?? 0) / total).toBeGreaterThan(0.02)
  })

  it('shrinks to the steps that matter, printed as text', async () => {
    const details = await fc.check(
      fc.asyncProperty(arbitraryProgram(User), async (program) => {
        const answers = await run(program)
        return E.isLeft(answers) || !answers.right.some((a) => E.isLeft(a) && a.left._tag === 'ConditionFailed')
      }),
      { seed: 1 },
    )
    const lines = fc.stringify(details.counterexample?.[0]).trim().split('\n')
    expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(2)
    expect(lines.at(-1)).toMatch(/^ *\d\. \w+ \{.*IF /)
  })
})
