import { kill } from './suite'
import { views } from './views/faults'

kill('views', views)
