/** The file: JSON through the model, with nothing dropped: each film is accepted, or rejected for a reason. */
import { Attribute as A, Value as V } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { flow, pipe } from 'fp-ts/function'
import * as J from 'fp-ts/Json'
import * as N from 'fp-ts/number'
import * as O from 'fp-ts/Option'
import * as Ord from 'fp-ts/Ord'
import * as RA from 'fp-ts/ReadonlyArray'
import * as RNEA from 'fp-ts/ReadonlyNonEmptyArray'
import * as R from 'fp-ts/ReadonlyRecord'
import * as S from 'fp-ts/string'
import * as t from 'io-ts'
import { Film } from './film'

/** A film that is none: where, what was expected there, and what stands there. */
export interface Rejection {
  readonly film: string
  readonly item: V.Item
  readonly path: string
  readonly expected: string
  readonly found: string
  /** Alike for films that are rejected alike. */
  readonly class: string
}

export interface Reading {
  readonly read: number
  readonly accepted: ReadonlyArray<Film>
  readonly rejected: ReadonlyArray<Rejection>
  /** The rejections, class by class, the largest first. */
  readonly classes: ReadonlyArray<RNEA.ReadonlyNonEmptyArray<Rejection>>
}

const File = t.readonlyArray(t.record(t.string, t.union([t.null, t.string, t.number])))
type Json = t.TypeOf<typeof File>[number]

const { indexes } = Film.schema
const indexKeys = indexes.flatMap(({ key }) => [...key.partition, ...key.sort]).map(({ name }) => name)

/** JSON as DynamoDB stores it, through the codec of any document; `null` is left out where an index has its key. */
const toItem = (json: Json): V.Item =>
  pipe(
    json,
    R.filterWithIndex((name, value: Json[string]) => value !== null || !indexKeys.includes(name)),
    R.map(A.any.encode),
  )

const toRejection =
  (json: Json, item: V.Item) =>
  (errors: t.Errors): Rejection => {
    const [error] = errors
    const path = (error?.context ?? []).slice(1).map(({ key }) => key)
    const stored = pipe(
      O.fromNullable(path[0]),
      O.flatMap((name) => R.lookup(name)(item)),
    )
    const expected = error?.message ?? 'another value'
    const kind = pipe(
      stored,
      O.match(() => 'nothing', V.tagOf),
    )
    return {
      film: String(json.Title ?? 'untitled'),
      item,
      path: path.join('.'),
      expected,
      found: pipe(
        stored,
        O.match(() => 'nothing', V.show),
      ),
      class: `${path.join('.')} ${expected} ${kind}`,
    }
  }

const decode = (json: Json): E.Either<Rejection, Film> => {
  const item = toItem(json)
  return pipe(Film.decode(item), E.mapLeft(toRejection(json, item)))
}

const bySize: Ord.Ord<ReadonlyArray<Rejection>> = Ord.reverse(
  pipe(
    N.Ord,
    Ord.contramap((list) => list.length),
  ),
)
const byFilm: Ord.Ord<Rejection> = pipe(
  S.Ord,
  Ord.contramap(({ film }) => film),
)

/** The films of a text; `Left` where it is no JSON, or no list of records. */
export const readFilms: (text: string) => E.Either<string, Reading> = flow(
  J.parse,
  E.mapLeft(() => 'the film file is no JSON'),
  E.flatMap(
    flow(
      File.decode,
      E.mapLeft(() => 'the film file is no list of flat records'),
    ),
  ),
  E.map((films) => {
    const { left: rejected, right: accepted } = pipe(films, RA.partitionMap(decode))
    const groups = pipe(
      rejected,
      RA.sort(byFilm),
      RNEA.groupBy((rejection) => rejection.class),
    )
    return { read: films.length, accepted, rejected, classes: pipe(Object.values(groups), RA.sort(bySize)) }
  }),
)
