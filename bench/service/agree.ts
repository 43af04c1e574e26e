/** That two servers over one store answer the same: otherwise it would mean nothing that one is faster. */
import * as assert from 'node:assert'

type Asked = readonly [method: string, path: string, body?: object, headers?: Readonly<Record<string, string>>]

interface Answer {
  readonly status: number
  readonly type: string | null
  readonly etag: string | null
  readonly body: unknown
}

const ask = async (url: string, ...[method, path, body, headers = {}]: Asked): Promise<Answer> => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const { status } = response
  const text = await response.text()
  // A problem is told in each one's own words, and a cursor is each one's own.
  const shown: unknown = status >= 400 ? undefined : JSON.parse(text.replace(/&cursor=[\w-]+/g, '&cursor='))
  return { status, type: response.headers.get('content-type'), etag: response.headers.get('etag'), body: shown }
}

/** The next page of a list, by the cursor that the server itself gave. */
const second = async (url: string, path: string): Promise<Answer> => {
  const { headers } = await fetch(`${url}${path}`)
  const next = headers.get('link')?.match(/^<(.*)>; rel="next"$/)?.[1]
  return ask(url, 'GET', next ?? assert.fail(`${url}${path} has no next page`))
}

/** A value without what is another each time: when it was made, and what its id has of that. */
const timeless = ({ body, etag, ...answer }: Answer) => ({
  ...answer,
  isTagged: etag !== null,
  body: JSON.parse(JSON.stringify(body).replace(/\w{9}-[0-9a-f-]{36}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')) as unknown,
})

/** Asks both the same, and rejects with what differs. */
export const agree = async (one: string, other: string): Promise<void> => {
  /** Asks one after the other what does not change anything, or is refused; answers the tag. */
  const same = async (status: number, ...asked: Asked): Promise<string> => {
    const answer = await ask(one, ...asked)
    assert.deepStrictEqual(await ask(other, ...asked), answer)
    assert.strictEqual(answer.status, status)
    return answer.etag ?? ''
  }
  const created = async (path: string, body: (of: string) => object): Promise<void> => {
    const [first, second] = [await ask(one, 'POST', path, body('x')), await ask(other, 'POST', path, body('y'))]
    assert.strictEqual(first.status, 201)
    assert.deepStrictEqual(
      timeless(second),
      timeless({ ...first, body: JSON.parse(JSON.stringify(first.body).replaceAll('agree-x', 'agree-y')) }),
    )
  }

  await same(200, 'GET', '/users?limit=20')
  await same(404, 'GET', '/users/nobody')
  await same(200, 'GET', '/users/user-004/posts')
  await same(404, 'GET', '/users/nobody/posts')
  for (const path of ['/users?limit=20', '/users/user-004/posts?limit=2'])
    assert.deepStrictEqual(await second(one, path), await second(other, path))

  await created('/users', (of) => ({ id: `agree-${of}`, name: 'A B', email: 'a@b', bio: 'C', password: 'password' }))
  await created('/users/user-001/posts', () => ({ title: 'A', body: 'B', tags: ['d', 'c'] }))
  await same(409, 'POST', '/users', { id: 'user-001', name: 'A', email: 'a@b', password: 'password' })
  await same(404, 'POST', '/users/nobody/posts', { title: 'A', body: 'B', tags: ['c'] })

  const path = '/users/user-001'
  const before = await same(200, 'GET', path)
  // What one writes the other sees, and has the same tag for.
  for (const [url, name] of [
    [one, 'One'],
    [other, 'Other'],
  ] as const) {
    const tag = await same(200, 'GET', path)
    assert.strictEqual(
      (await ask(url, 'PATCH', path, { name }, { 'if-match': tag })).etag,
      await same(200, 'GET', path),
    )
  }
  await same(412, 'PATCH', path, { name: 'Late' }, { 'if-match': before })
  await same(428, 'PATCH', path, { name: 'Careless' })
}
