/** The real environment: the clock, randomness, and a slow hash of passwords. */
import { randomBytes, randomUUID, scrypt } from 'node:crypto'
import type { Interpreter } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import type { Env } from './env'

/** `scrypt$salt$hash`, in base64url: https://nodejs.org/api/crypto.html#cryptoscryptpassword-salt-keylen-options-callback */
const hash: Env['hash'] = (password) => () =>
  new Promise((resolve) => {
    const salt = randomBytes(16)
    scrypt(password.normalize('NFKC'), salt, 32, (error, key) =>
      resolve(
        error === null
          ? E.right(['scrypt', salt.toString('base64url'), key.toString('base64url')].join('$'))
          : E.left({ _tag: 'HashFailed', message: error.message }),
      ),
    )
  })

/** The environment of a service over a store. */
export const systemEnv = (store: Interpreter): Env => ({
  store,
  now: () => new Date(),
  newId: randomUUID,
  hash,
})
