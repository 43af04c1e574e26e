/** The packages of the benchmarks alone, which bench/package.json has and the root has not; and what is used of them. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An item as the SDK has it. */
export type Item = Record<string, AttributeValue>

/** https://www.npmjs.com/package/@aws-sdk/util-dynamodb */
export interface Marshaller {
  readonly marshall: (value: object, options?: { readonly removeUndefinedValues: boolean }) => Item
  readonly unmarshall: (item: Item) => unknown
}

/** One request of a connection, made each time anew, and what is done with its answer. */
export interface Asked {
  readonly setupRequest: (request: object) => object
  readonly onResponse: (
    status: number,
    body: string,
    context: object,
    headers: Readonly<Record<string, string>>,
  ) => void
}

/** https://www.npmjs.com/package/autocannon */
export type Autocannon = (
  options: {
    readonly url: string
    readonly connections: number
    /** Of requests, in all. */
    readonly amount: number
    /** How often it looks whether all is answered, in milliseconds. */
    readonly sampleInt: number
    readonly setupClient: (client: { readonly setRequests: (requests: ReadonlyArray<Asked>) => void }) => void
  },
  done: (error: Error | null, result: { readonly non2xx: number; readonly errors: number }) => void,
) => { readonly on: (event: 'response', listener: () => void) => unknown }

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** npm runs its scripts at the root of the package. */
const here = join(process.cwd(), 'bench')

/** Installs them where they are missing. */
export const install = (): void => {
  if (existsSync(join(here, 'node_modules/autocannon'))) return
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', here], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error(`npm ci --prefix bench ended with ${status}`)
}

const load = createRequire(join(here, 'package.json'))

export const marshaller = (): Marshaller => load('@aws-sdk/util-dynamodb') as Marshaller

export const autocannon = (): Autocannon => load('autocannon') as Autocannon
