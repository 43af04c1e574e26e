import type { TestProject } from 'vitest/node'
import { startEmulator } from './emulator'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where DynamoDB Local listens: `inject('endpoint')`. */
    readonly endpoint: string
  }
}

/** Starts one DynamoDB Local for all the test files of this folder. */
export default async ({ provide }: TestProject) => {
  const { endpoint, stop } = await startEmulator()
  provide('endpoint', endpoint)
  return stop
}
