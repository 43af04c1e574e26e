import { kill } from './suite'
import { equality, normalForm } from './values/equality'
import { numbers } from './values/numbers'
import { order } from './values/order'
import { specs } from './values/specs'
import { storable } from './values/storable'

kill('values', [...equality, ...normalForm, ...order, ...numbers, ...storable, ...specs])
