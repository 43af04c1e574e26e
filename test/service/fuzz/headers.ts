/** Headers: the precondition, and some that mean nothing here. */
import * as fc from 'fast-check'
import type { Operation } from './operations'
import { bad, good, type Part } from './part'

export type Headers = { readonly [name: string]: string }

export const precondition = ({ parameters }: Operation, tags: ReadonlyArray<string>): fc.Arbitrary<Part<Headers>> => {
  const asked = parameters.find((parameter) => parameter.name.toLowerCase() === 'if-match')
  if (asked === undefined) return fc.constant(good<Headers>({}))
  const none = asked.required ? bad<Headers>('no If-Match')({}) : good<Headers>({})
  const of = (tag: string): Headers => ({ 'if-match': tag })
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(good(of('*'))) },
    { weight: 3, arbitrary: fc.constantFrom(...tags).map((tag) => good(of(tag))) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('"stale"', 'W/"x"', `"${'a'.repeat(500)}"`)
        .map((tag) => bad<Headers>('stale')(of(tag))),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', 'x', '"', '*, *', '""x').map((tag) => bad<Headers>('If-Match')(of(tag))),
    },
    { weight: 1, arbitrary: fc.constant(none) },
  )
}

/** What clients and proxies send besides; none of it changes what is answered. */
export const besides: fc.Arbitrary<Headers> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Headers>(
      { 'x-http-method-override': 'DELETE' },
      { accept: 'application/xml' },
      { 'accept-encoding': 'gzip', 'accept-version': '2' },
      { range: 'bytes=0-1' },
      { 'if-none-match': '"x"', 'if-modified-since': 'never' },
      { forwarded: 'for="_mdn"', cookie: '__proto__=1' },
      Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`x-${n}`, `${n}`])),
    ),
  },
)
