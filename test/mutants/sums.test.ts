import { kill } from './suite'
import { items, tags } from './sums/sum'

kill('sums', [...tags, ...items])
