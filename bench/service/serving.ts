/** What the servers have in common: how they are told where to listen and what they used, and a hash that takes no time. */
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** What a server tells its parent. */
export type Told =
  | { readonly _tag: 'Listening'; readonly url: string }
  /** Processor time since it began, in microseconds. */
  | { readonly _tag: 'Used'; readonly processor: number }

/** In place of scrypt, which would take nearly all of the time of a creation. */
export const cheapHash = (password: string): string => `sha256$${createHash('sha256').update(password).digest('hex')}`

const tell = (told: Told): void => void process.send?.(told)

/** Listens on a free port until the parent is gone. */
export const serving = async (app: FastifyInstance): Promise<void> => {
  process.on('disconnect', () => process.exit())
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    tell({ _tag: 'Used', processor: user + system })
  })
  tell({ _tag: 'Listening', url: await app.listen({ host: '127.0.0.1', port: 0 }) })
}
