/** The routes of users. */
import { View } from 'bloop-ts'
import { flow, pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { body } from '../http/body'
import { and } from '../http/input'
import { noContent } from '../http/message'
import { ifMatch } from '../http/precondition'
import { resource } from '../http/resource'
import { type Route, route } from '../http/route'
import { slice } from '../http/slice'
import * as Users from '../users'
import { NewUser, UserPatch, UserReplacement, UserView } from '../views'
import { ofUser, user, users } from './addresses'
import { created, deleted, listed, shown } from './answers'

const component = View.component(UserView)
const resourceOfUser = resource(UserView)
const path = '/users/{id}'

export const userRoutes: ReadonlyArray<Route> = [
  route({
    method: 'GET',
    path: users,
    id: 'listUsers',
    summary: 'Users, in no particular order',
    input: slice,
    answer: listed('User', component),
    problems: [],
    handler: ({ slice }) => pipe(Users.list(slice), RTE.map(resourceOfUser.list(users, slice))),
  }),
  route({
    method: 'POST',
    path: users,
    id: 'createUser',
    summary: 'Create a user',
    input: body(NewUser),
    answer: created(component),
    problems: ['user-exists'],
    handler: ({ body }) => pipe(Users.create(body), RTE.map(resourceOfUser.show(201, { location: user(body.id) }))),
  }),
  route({
    method: 'GET',
    path,
    id: 'getUser',
    summary: 'One user',
    input: ofUser,
    answer: shown(component),
    problems: [],
    handler: ({ id }) => pipe(Users.find(id), RTE.map(resourceOfUser.show(200))),
  }),
  route({
    method: 'PUT',
    path,
    id: 'replaceUser',
    summary: 'Replace what can be changed of a user',
    input: pipe(ofUser, and(ifMatch(true)), and(body(UserReplacement))),
    answer: shown(component),
    problems: [],
    handler: ({ id, isExpected, body }) =>
      pipe(
        Users.edit(id, flow(resourceOfUser.tag, isExpected), View.set(UserReplacement)(body)),
        RTE.map(resourceOfUser.show(200)),
      ),
  }),
  route({
    method: 'PATCH',
    path,
    id: 'patchUser',
    summary: 'Change some of a user; null takes away',
    input: pipe(ofUser, and(ifMatch(true)), and(body(UserPatch))),
    answer: shown(component),
    problems: [],
    handler: ({ id, isExpected, body }) =>
      pipe(
        Users.edit(id, flow(resourceOfUser.tag, isExpected), View.set(UserPatch)(body)),
        RTE.map(resourceOfUser.show(200)),
      ),
  }),
  route({
    method: 'DELETE',
    path,
    id: 'deleteUser',
    summary: 'Delete a user who has no posts',
    input: pipe(ofUser, and(ifMatch(false))),
    answer: deleted,
    problems: ['user-has-posts'],
    handler: ({ id, isExpected }) =>
      pipe(
        Users.remove(id, flow(resourceOfUser.tag, isExpected)),
        RTE.map(() => noContent),
      ),
  }),
]
