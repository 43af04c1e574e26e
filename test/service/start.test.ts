import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { parseOptions, usage } from '../../examples/service/options'
import { serve } from '../../examples/service/server'
import { prepare, seed } from '../../examples/service/store'
import { systemEnv } from '../../examples/service/system'
import { client } from './client'
import { testEnv } from './testEnv'

describe('the command line', () => {
  const served = { _tag: 'Serve', store: { _tag: 'Memory' }, port: 0, users: 60 }

  it('takes what the usage says', () => {
    expect(parseOptions([])).toEqual(E.right(served))
    expect(parseOptions(['--port', '8080', '--seed=5'])).toEqual(E.right({ ...served, port: 8080, users: 5 }))
    expect(parseOptions(['--endpoint', 'http://localhost:8000', '--seed', '0'])).toEqual(
      E.right({ ...served, store: { _tag: 'Local', endpoint: 'http://localhost:8000' }, users: 0 }),
    )
    expect(parseOptions(['--port=1', '--aws'])).toEqual(E.right({ ...served, store: { _tag: 'Aws' }, port: 1 }))
    expect(parseOptions(['--help'])).toEqual(E.right({ _tag: 'Help' }))
  })

  it('says what is wrong', () => {
    for (const args of [
      ['--port'],
      ['--port', 'x'],
      ['--port', '65536'],
      ['--seed', '-1'],
      ['--what'],
      ['--endpoint', 'x'],
    ])
      expect([args, E.isLeft(parseOptions(args))]).toEqual([args, true])
  })

  it('starts a service that answers until it is told to stop', async () => {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'examples/service.ts', '--seed', '3'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    child.stdout.setEncoding('utf8')
    for await (const chunk of child.stdout) {
      printed += chunk
      if (printed.includes('/docs')) break
    }
    const address = printed.match(/http:\/\/127\.0\.0\.1:\d+/)?.[0]
    expect(printed).toContain('3 new users')
    const page = await fetch(`${address}/users`)
    expect(await page.json()).toMatchObject({ items: [{}, {}, {}] })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('prints the usage, and complains', async () => {
    const run = async (...args: ReadonlyArray<string>) => {
      const child = spawn(process.execPath, ['scripts/run.mjs', 'examples/service.ts', ...args])
      const [out, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
      return { out, errors, code }
    }
    expect(await run('--help')).toMatchObject({ out: `${usage.join('\n')}\n`, code: 0 })
    expect(await run('--what')).toMatchObject({ errors: expect.stringContaining("there is no '--what'"), code: 2 })
    expect(await run('--endpoint', 'http://127.0.0.1:1')).toMatchObject({ code: 1, out: '' })
  })
})

describe('samples', () => {
  it('are made once, and are as the models and the counters say', async () => {
    const env = testEnv()
    await prepare(env)()
    expect(await seed(30)(env)()).toEqual(E.right(30))
    expect(await seed(30)(env)()).toEqual(E.right(0))
    const send = client(serve(env))
    const { json } = await send('GET', '/users?limit=100')
    expect(json.items).toHaveLength(30)
    for (const { id, _links } of json.items) {
      const posts = await send('GET', _links.posts.href)
      expect(posts.json.items).toHaveLength((Number(id.slice(5)) - 1) % 4)
    }
  })

  it('can have no posts, or be none', async () => {
    const env = testEnv()
    await prepare(env)()
    expect(await seed(0)(env)()).toEqual(E.right(0))
    expect(await seed(1)(env)()).toEqual(E.right(1))
  })
})

describe('the system', () => {
  it('hashes a password with salt, and gives ids that ids of posts can have', async () => {
    const env = systemEnv(testEnv().store)
    const [one, other] = [await env.hash('correct horse')(), await env.hash('correct horse')()]
    expect(E.isRight(one) && one.right).toMatch(/^scrypt\$[\w-]{22}\$[\w-]{43}$/)
    expect(one).not.toEqual(other)
    expect(env.newId()).toMatch(/^[0-9a-z-]{36}$/)
    expect(Math.abs(env.now().getTime() - Date.now())).toBeLessThan(10_000)
  })
})

describe('the page', () => {
  it('is served with its files, and a policy that lets nothing else in', async () => {
    const app = serve(testEnv())
    const page = await app.inject('/')
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(page.headers['content-security-policy']).toContain("default-src 'self'")
    const files = [...page.body.matchAll(/(?:src|href)="(\/[\w-]+\.\w+)"/g)].map(([, file]) => file ?? '')
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) {
      const { statusCode, headers } = await app.inject(file)
      expect([file, statusCode, headers['x-content-type-options']]).toEqual([file, 200, 'nosniff'])
    }
    expect((await app.inject('/..%2fmodels.ts')).statusCode).toBe(404)
    expect((await app.inject({ method: 'POST', url: '/' })).headers.allow).toBe('GET, HEAD')
    await app.close()
  })
})
