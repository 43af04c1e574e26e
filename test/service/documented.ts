/** Whether an answer is one that the OpenAPI document promises: the status, and the body by its schema. */
import { Ajv2020 } from 'ajv/dist/2020'
import { openApi } from '../../examples/service/openapi'
import { routes } from '../../examples/service/routes'

export const document = openApi(routes)

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false, allErrors: true })
ajv.addVocabulary(['components'])
ajv.addSchema({ $id: 'service', components: document.components })

/** What JSON violates of a component's schema. */
export const violations = (component: string, json: unknown): ReadonlyArray<string> => {
  const validate = ajv.getSchema(`service#/components/schemas/${component}`)
  if (validate === undefined) return [`there is no component ${component}`]
  validate(json)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const isOf = (path: string, url: string): boolean =>
  new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]*')}$`).test(url.split('?')[0] ?? '')

/** What is wrong with an answer, by the document; nothing is said of what it has no operation for. */
export const undocumented = (method: string, url: string, status: number, json: unknown): ReadonlyArray<string> => {
  const path = Object.keys(document.paths).find((one) => isOf(one, url))
  const operation = path === undefined ? undefined : document.paths[path]?.[method.toLowerCase()]
  if (operation === undefined) return []
  const answer = operation.responses[status]
  if (answer === undefined) return [`${operation.operationId} does not say that it answers ${status}`]
  return Object.values(answer.content ?? {}).flatMap(({ schema }) =>
    violations(`${schema.$ref}`.replace('#/components/schemas/', ''), json),
  )
}
