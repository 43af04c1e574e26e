/** The routes of posts. */
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
import * as Posts from '../posts'
import { NewPost, PostPatch, PostReplacement, PostView } from '../views'
import { ofPost, ofUser, post, posts } from './addresses'
import { created, deleted, listed, shown } from './answers'

const component = View.component(PostView)
const resourceOfPost = resource(PostView)
const [all, path] = ['/users/{id}/posts', '/users/{id}/posts/{post}']

export const postRoutes: ReadonlyArray<Route> = [
  route({
    method: 'GET',
    path: all,
    id: 'listPosts',
    summary: 'The posts of a user, newest first',
    input: pipe(ofUser, and(slice)),
    answer: listed('Post', component),
    problems: [],
    handler: ({ id, slice }) => pipe(Posts.list(id, slice), RTE.map(resourceOfPost.list(posts(id), slice))),
  }),
  route({
    method: 'POST',
    path: all,
    id: 'createPost',
    summary: 'Publish a post',
    input: pipe(ofUser, and(body(NewPost))),
    answer: created(component),
    problems: [],
    handler: ({ id, body }) =>
      pipe(
        Posts.create(id, body),
        RTE.map((made) => resourceOfPost.show(201, { location: post(id, made.id) })(made)),
      ),
  }),
  route({
    method: 'GET',
    path,
    id: 'getPost',
    summary: 'One post',
    input: ofPost,
    answer: shown(component),
    problems: [],
    handler: ({ author, id }) => pipe(Posts.find({ author, id }), RTE.map(resourceOfPost.show(200))),
  }),
  route({
    method: 'PUT',
    path,
    id: 'replacePost',
    summary: 'Replace what can be changed of a post',
    input: pipe(ofPost, and(ifMatch(true)), and(body(PostReplacement))),
    answer: shown(component),
    problems: [],
    handler: ({ author, id, isExpected, body }) =>
      pipe(
        Posts.edit({ author, id }, flow(resourceOfPost.tag, isExpected), View.set(PostReplacement)(body)),
        RTE.map(resourceOfPost.show(200)),
      ),
  }),
  route({
    method: 'PATCH',
    path,
    id: 'patchPost',
    summary: 'Change some of a post',
    input: pipe(ofPost, and(ifMatch(true)), and(body(PostPatch))),
    answer: shown(component),
    problems: [],
    handler: ({ author, id, isExpected, body }) =>
      pipe(
        Posts.edit({ author, id }, flow(resourceOfPost.tag, isExpected), View.set(PostPatch)(body)),
        RTE.map(resourceOfPost.show(200)),
      ),
  }),
  route({
    method: 'DELETE',
    path,
    id: 'deletePost',
    summary: 'Delete a post',
    input: pipe(ofPost, and(ifMatch(false))),
    answer: deleted,
    problems: [],
    handler: ({ author, id, isExpected }) =>
      pipe(
        Posts.remove({ author, id }, flow(resourceOfPost.tag, isExpected)),
        RTE.map(() => noContent),
      ),
  }),
]
