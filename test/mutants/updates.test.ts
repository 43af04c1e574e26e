import { kill } from './suite'
import { applying, saying, together } from './updates/meaning'
import { sending } from './updates/render'

kill('updates', [...together, ...applying, ...saying, ...sending])
