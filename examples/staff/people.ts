/** The people of the example. */
import big from 'big.js'
import type { Employee, Manager, Pay } from './models'

export const ann: Employee = { id: 'ann', role: 'employee', level: 5, email: 'ann@example.org', desk: 12 }
export const bob: Employee = { id: 'bob', role: 'employee', level: 5, email: 'bob@example.org', desk: 14 }
export const eve: Manager = {
  id: 'eve',
  role: 'manager',
  level: 7,
  email: 'eve@example.org',
  office: 'North 1',
  reports: new Set(['ann', 'bob']),
}

/** What ann becomes. */
export const promoted: Manager = {
  id: 'ann',
  role: 'manager',
  level: 5,
  email: 'ann@example.org',
  office: 'South 3',
  reports: new Set(['bob']),
}

export const pay: Pay = { id: 'ann', monthly: big('4200.5'), account: 'GB33 0001' }
