/** All routes of the service. */
import type { Route } from '../http/route'
import { postRoutes } from './posts'
import { userRoutes } from './users'

export const routes: ReadonlyArray<Route> = [...userRoutes, ...postRoutes]
