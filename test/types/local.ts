/** What must not compile of switches. This file is checked, never run. */
import { local, Patches, type Switch, type Switches, switches } from 'bloop-ts/local'

const backups = switches({ users: true })
const timeToLive = switches<Switch>({ users: 'expires' })

backups.set('users', false)
timeToLive.set('users', true)
timeToLive.set('users', 'expires')
local({ backups, timeToLive })
local({ backups: switches(), timeToLive: switches() })
local({ backups: { users: true }, timeToLive: { users: 'expires', teams: true } })
Patches.timeToLive(switches({ users: 'expires' }))
const on: boolean = backups.get('users')()

// @ts-expect-error: backups are on or off, by no attribute
backups.set('users', 'expires')
// @ts-expect-error: switches are on or off, unless it is said that they may be on by an attribute
switches({ users: 'expires' })
// @ts-expect-error: of a time to live it may be asked by which attribute it is on
const alone: Switches<Switch> = backups
// @ts-expect-error: the interpreter sets the attribute
local({ timeToLive: backups })
// @ts-expect-error: backups are on or off
local({ backups: timeToLive })
// @ts-expect-error: backups are on or off
local({ backups: { users: 'expires' } })

export { alone, on }
