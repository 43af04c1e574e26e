/** The expressions of a request as they are sent, with names and values in the places of their placeholders. */
import * as E from 'fp-ts/Either'
import { type Expressions, type Rendered, render } from '../../../expression/render/render'
import { lookup } from '../../../value/record'
import { showName, show as showValue } from '../../../value/show'

/** Texts longer than this are cut: an item may have 400 KB. */
const longest = 1_000

/** A text, or its beginning. */
export const cut = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`

const names = [
  'KeyConditionExpression',
  'UpdateExpression',
  'ConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const

// A rendered text has no text of the application's in it, so that what looks like a placeholder is one.
const filled = ({ ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Rendered, text: string): string =>
  text.replace(/#n\d+|:v\d+/g, (placeholder) => {
    const name = lookup(ExpressionAttributeNames, placeholder)
    const value = lookup(ExpressionAttributeValues, placeholder)
    return name !== undefined ? showName(name) : value !== undefined ? showValue(value) : placeholder
  })

/** A line for each expression of a request, in the form in which it is sent; or why it cannot be sent. */
export const expressionLines = (expressions: Expressions): ReadonlyArray<string> => {
  const rendered = render(expressions)
  if (E.isLeft(rendered)) return [`not sent: ${rendered.left.place}: ${rendered.left.reason}`]
  return names.flatMap((name) => {
    const text = rendered.right[name]
    return text === undefined ? [] : [`${name} ${cut(filled(rendered.right, text))}`]
  })
}
