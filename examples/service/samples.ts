/** Samples: users and posts to look at. The same ones each time, but for the time. */
import type { Account, Post } from './models'
import { postId } from './posts'

const given = [
  'Ada',
  'Grace',
  'Alan',
  'Edsger',
  'Barbara',
  'Donald',
  'Frances',
  'Zoë',
  'Seán',
  '小百合',
  'Ольга',
  'Ngũgĩ',
]
const family = [
  'Lovelace',
  'Hopper',
  'Turing',
  'Dijkstra',
  'Liskov',
  'Knuth',
  'Allen',
  'Ångström',
  'Ó Sé',
  '田中',
  'Иванова',
]
const bios = ['Writes about types.', 'Here for the posts of others.', 'Likes tea, trains and totality.']
const subjects = ['folding', 'laws', 'tea', 'immutability', 'a train to the sea', 'optics']

const at = (list: ReadonlyArray<string>, index: number): string => list[index % list.length] ?? ''
const hour = 3_600_000

/** `user-001` and so on, each an hour younger. Nobody knows their passwords: no password has this hash. */
export const accounts = (count: number, now: Date): ReadonlyArray<Account> =>
  Array.from({ length: count }, (_, index) => {
    const number = `${index + 1}`.padStart(3, '0')
    return {
      id: `user-${number}`,
      name: `${at(given, index)} ${at(family, index)}`,
      email: `user-${number}@example.org`,
      ...(index % 3 === 2 ? {} : { bio: at(bios, index) }),
      joined: new Date(now.getTime() - index * hour),
      passwordHash: '!',
      ...(index % 10 === 0 ? { notes: 'A sample. This is not for others to see.' } : {}),
      posts: index % 4,
    }
  })

/** The posts that an account counts. */
export const postsOf = ({ id, name, joined, posts }: Account): ReadonlyArray<Post> =>
  Array.from({ length: posts }, (_, index) => {
    const published = new Date(joined.getTime() + (index + 1) * 60_000)
    const subject = at(subjects, id.length + index)
    return {
      author: id,
      id: postId(published, `sample${index + 1}`),
      title: `On ${subject}`,
      body: `What ${name} has to say about ${subject}: a great deal, and none of it here.`,
      tags: new Set(index === 0 ? [] : [subject]),
      published,
    }
  })
