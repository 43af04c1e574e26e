/** Expressions as DynamoDB's text, and what it would refuse of them. */
export * from './render/render'
export * from './render/validate'
