/** Where the types of problems lead to: a page for each, and one of all. https://www.rfc-editor.org/rfc/rfc9457#name-type */
import type { Response } from './message'
import { type Kind, kinds, typeOf } from './problem'

// All that stands in these pages is written in this directory, so that there is nothing to escape.
const page = (title: string, content: string): Response => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
  body: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
<main>
<h1>${title}</h1>
${content}
</main>
</html>
`,
})

const explained = (kind: Kind): Response => {
  const { status, title, advice } = kinds[kind]
  return page(title, `<p>Status ${status}. ${advice}</p>\n<p><a href="/problems">All problems</a></p>`)
}

const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name)
const all = Object.keys(kinds).filter(isKind)

const items = all.map((kind) => `<li><a href="${typeOf(kind)}">${kinds[kind].title}</a> (${kinds[kind].status})</li>`)

/** The responses by their paths. */
export const problemPages: ReadonlyMap<string, Response> = new Map([
  ['/problems', page('Problems', `<ul>\n${items.join('\n')}\n</ul>`)],
  ...all.map((kind): [string, Response] => [typeOf(kind), explained(kind)]),
])
