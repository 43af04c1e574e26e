import { common, leafFaults } from './models/attributes'
import { containerFaults } from './models/containers'
import { json } from './models/json'
import { items, locals, writes } from './models/model'
import { kill } from './suite'

kill('models', [...common, ...leafFaults, ...containerFaults, ...items, ...locals, ...writes, ...json])
