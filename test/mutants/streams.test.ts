import { keeping, replicating } from './streams/keeping'
import { reader } from './streams/reader'
import { readings, recorded } from './streams/store'
import { kill } from './suite'

kill('streams', [...recorded, ...readings, ...reader, ...keeping, ...replicating])
