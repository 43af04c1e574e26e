import { batching } from './middleware/batching'
import { metering, recording, telling } from './middleware/bookkeeping'
import { composing, failing, waiting } from './middleware/control'
import { events } from './middleware/events'
import { kill } from './suite'

// What a transparent middleware is asked of an interpreter has its mutants there.
kill(
  'middleware',
  [...batching, ...metering, ...recording, ...telling, ...events, ...composing, ...failing, ...waiting],
  ['interpreters'],
)
