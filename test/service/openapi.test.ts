import { Ajv2020 } from 'ajv/dist/2020'
import { describe, expect, it } from 'vitest'
import { kinds } from '../../examples/service/http/problem'
import { routes } from '../../examples/service/routes'
import { serve } from '../../examples/service/server'
import { document, violations } from './documented'
import { testEnv } from './testEnv'

describe('the OpenAPI document', () => {
  it('has every route, with the variables of its path', () => {
    for (const { path, input } of routes) {
      const variables = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(input.parameters.flatMap((one) => (one.in === 'path' ? [one.name] : []))).toEqual(variables)
    }
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length)
    expect(operations).toHaveLength(routes.length)
  })

  it('has schemas that are valid, and says nothing of what is kept to the service', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false })
    for (const [name, schema] of Object.entries(document.components.schemas))
      expect([name, ajv.validateSchema(schema), ajv.errors]).toEqual([name, true, null])
    const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? []
    for (const reference of references)
      expect(Object.keys(document.components.schemas)).toContain(reference.split('/').at(-1))
    expect(JSON.stringify(document)).not.toMatch(/passwordHash|notes/)
  })

  it('says of bodies what is taken of them', () => {
    const ann = { id: 'ann', name: 'Ann', email: 'ann@example.org', password: 'correct horse' }
    expect(violations('NewUser', ann)).toEqual([])
    for (const wrong of [
      { ...ann, id: '..' },
      { ...ann, password: 'short' },
      { ...ann, notes: '' },
      { ...ann, email: 'x' },
    ])
      expect(violations('NewUser', wrong)).not.toEqual([])
    expect(violations('UserPatch', { bio: null })).toEqual([])
    expect(violations('UserPatch', { name: null })).not.toEqual([])
  })

  it('is served as it is, with all kinds of problems, and as pages', async () => {
    const app = serve(testEnv())
    const served = await app.inject('/openapi.json')
    expect(served.json()).toEqual(document)
    for (const [kind, { title, advice }] of Object.entries(kinds)) {
      expect(served.body).toContain(`/problems/${kind}`)
      const { statusCode, headers, body } = await app.inject(`/problems/${kind}`)
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
      expect(headers['content-security-policy']).toContain("default-src 'self'")
      for (const said of [title, advice]) expect(body).toContain(said)
      expect((await app.inject('/problems')).body).toContain(`href="/problems/${kind}"`)
    }
    expect((await app.inject('/problems/none')).statusCode).toBe(404)
    const docs = await app.inject('/docs')
    expect([docs.statusCode, docs.headers['content-type']]).toEqual([200, expect.stringContaining('text/html')])
    expect((await app.inject('/docs/json')).json()).toEqual(document)
    await app.close()
  })
})
