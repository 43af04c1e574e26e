import { counters } from './programs/counter'
import { policies } from './programs/policies'
import { pages, reads } from './programs/reading'
import { tables } from './programs/tables'
import { conditions, single, together } from './programs/writing'
import { kill } from './suite'

kill(
  'programs',
  [...pages, ...reads, ...single, ...conditions, ...together, ...policies, ...tables, ...counters],
  ['values'],
)
