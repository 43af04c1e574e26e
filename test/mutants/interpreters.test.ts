import { items, refusals } from './interpreters/items'
import { batches, transactions } from './interpreters/many'
import { pages, selections } from './interpreters/pages'
import { kill } from './suite'

kill('interpreters', [...items, ...refusals, ...batches, ...transactions, ...selections, ...pages])
