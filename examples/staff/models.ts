/**
 * The models: three of one table. Each has its own names and types for what it keeps there, and declares the shared index
 * with as much as it reads of it.
 */
import { Attribute as A, Model as M } from 'bloop-ts'

const table = 'bloop-staff'
const key = { partition: 'id' } as const
const person = { id: A.string, level: A.rename('l', A.integer), email: A.string }

export const Employee = M.model({
  name: 'Employee',
  table,
  attributes: { ...person, role: A.literal('employee'), desk: A.rename('place', A.integer) },
  key,
  indexes: { byLevel: M.globalIndex({ partition: 'level', projection: ['role', 'email'] }) },
  stream: 'new',
  tags: { owner: 'people' },
})

export const Manager = M.model({
  name: 'Manager',
  table,
  attributes: {
    ...person,
    role: A.literal('manager'),
    office: A.rename('place', A.string),
    reports: A.rename('directs', A.set(A.string)),
  },
  key,
  indexes: { byLevel: M.globalIndex({ partition: 'level', projection: ['role', 'reports'] }) },
})

/** What the payroll keeps of anybody. It asks nothing of the index, and more of the stream. */
export const Pay = M.model({
  name: 'Pay',
  table,
  attributes: { id: A.string, monthly: A.rename('pay', A.decimal), account: A.optional(A.string) },
  key,
  stream: 'old',
  backups: true,
  tags: { data: 'personal' },
})

/** Either of the two, told apart by the role that is stored. */
export const Staff = M.oneOf('role', [Employee, Manager])

/** A model that cannot live in the table: its levels are words, and it wants no stream. */
export const Contractor = M.model({
  name: 'Contractor',
  table,
  attributes: { id: A.string, role: A.literal('contractor'), level: A.rename('l', A.string) },
  key,
  indexes: { byLevel: M.globalIndex({ partition: 'level', projection: 'keys' }) },
  stream: 'off',
})

export type Employee = M.TypeOf<typeof Employee>
export type Manager = M.TypeOf<typeof Manager>
export type Pay = M.TypeOf<typeof Pay>
