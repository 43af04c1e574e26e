// What needs the optional peers: the AWS SDK for bloop-ts/aws and bloop-ts/local, fast-check for bloop-ts/laws.
import * as assert from 'node:assert'
import { aws } from 'bloop-ts/aws'
import * as Laws from 'bloop-ts/laws'
import { local } from 'bloop-ts/local'

assert.strictEqual(typeof aws, 'function')
assert.strictEqual(typeof local, 'function')
assert.ok(Object.keys(Laws).length > 0)
