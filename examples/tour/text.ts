/** Text: amounts, columns, and lines that are not too long. */
import * as RA from 'fp-ts/ReadonlyArray'

/** The characters of a line, less what a step is indented by. */
export const room = 96

const length = (text: string): number => [...text].length

/** '3,201' */
export const amount = (n: number): string => n.toLocaleString('en-US')

/** '1 film', '3,201 films' */
export const counted = (n: number, what: string): string => `${amount(n)} ${what}${n === 1 ? '' : 's'}`

/** '$8,000,000', or that it is not known. */
export const dollars = (n: number | null): string => (n === null ? 'unknown' : `$${amount(n)}`)

/** The text, or as much of it as there is room for. */
export const clip = (text: string, most: number = room): string =>
  length(text) <= most ? text : `${[...text].slice(0, most - 1).join('')}…`

/** Rows as lines, their cells one below the other: figures to the right, anything else to the left. */
export const columns = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> => {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const pads = RA.makeBy(count, (at) => {
    const cells = rows.map((row) => row[at] ?? '')
    const width = Math.max(...cells.map(length))
    const right = cells.every((cell) => /^[\d,.]*$/.test(cell))
    return (cell: string): string => {
      const space = ' '.repeat(width - length(cell))
      return right ? space + cell : cell + space
    }
  })
  return rows.map((row) =>
    clip(
      pads
        .map((pad, at) => pad(row[at] ?? ''))
        .join('  ')
        .trimEnd(),
    ),
  )
}

/** Words as lines; of more than so many, what is left out is said at the end of the last. */
export const wrap = (
  words: ReadonlyArray<string>,
  { separator, width, lines: most }: { readonly separator: string; readonly width: number; readonly lines: number },
  rest: (hidden: number) => string,
): ReadonlyArray<string> => {
  const lines: Array<Array<string>> = []
  for (const word of words) {
    const last = lines[lines.length - 1]
    if (last === undefined || length([...last, word].join(separator)) > width) lines.push([word])
    else last.push(word)
  }
  const hidden = lines.slice(most).flat().length
  return lines
    .slice(0, most)
    .map((line) => clip(line.join(separator), width))
    .map((line, at) => (hidden > 0 && at === most - 1 ? line + separator + rest(hidden) : line))
}
