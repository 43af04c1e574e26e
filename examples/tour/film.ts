/** Film: the model. It keeps the names that the data has, and says what each of them may hold. */
import { Attribute as A, Model as M } from 'bloop-ts'
import { Day } from './day'

/** The file was collected in 2010 and knows a little of 2011; later years are two digits read as the wrong century. */
const released = A.refine(
  A.refine(A.S(Day), (day) => day < new Date('2012-01-01'), 'day before 2012'),
  // One second before 1970, which is what the file says where nobody knew.
  (day) => day.getTime() !== Date.UTC(1969, 11, 31),
  'day that is known',
)

const dollars = A.refine(A.integer, (n) => n >= 0, 'whole dollars')
const percent = A.refine(A.integer, (n) => n >= 0 && n <= 100, 'percentage')
const rating = A.refine(A.float, (n) => n >= 0 && n <= 10, 'rating from 0 to 10')

const genres = [
  'Action',
  'Adventure',
  'Black Comedy',
  'Comedy',
  'Concert/Performance',
  'Documentary',
  'Drama',
  'Horror',
  'Musical',
  'Romantic Comedy',
  'Thriller/Suspense',
  'Western',
] as const

export const Film = M.model({
  name: 'Film',
  table: 'bloop-tour-films',
  attributes: {
    title: A.rename('Title', A.string),
    released: A.rename('Release Date', released),

    // An index key is never NULL: what is not known of these is absent, and the film is then not in that index.
    director: A.rename('Director', A.optional(A.string)),
    genre: A.rename('Major Genre', A.optional(A.enumByValue(genres))),
    imdbRating: A.rename('IMDB Rating', A.optional(rating)),

    // What is not known of these is NULL, as it is in the file.
    imdbVotes: A.rename('IMDB Votes', A.nullable(A.integer)),
    rottenTomatoes: A.rename('Rotten Tomatoes Rating', A.nullable(percent)),
    mpaaRating: A.rename('MPAA Rating', A.nullable(A.enumByValue(['G', 'PG', 'PG-13', 'R', 'NC-17', 'Not Rated']))),
    minutes: A.rename('Running Time min', A.nullable(A.integer)),
    distributor: A.rename('Distributor', A.nullable(A.string)),
    source: A.rename('Source', A.nullable(A.string)),
    creativeType: A.rename('Creative Type', A.nullable(A.string)),
    budget: A.rename('Production Budget', A.nullable(dollars)),
    usGross: A.rename('US Gross', A.nullable(dollars)),
    worldwideGross: A.rename('Worldwide Gross', A.nullable(dollars)),
    usDvdSales: A.rename('US DVD Sales', A.nullable(dollars)),

    // No film of the file has it: DynamoDB deletes a film that is only lent, once it is to be given back.
    lentUntil: A.rename('Lent Until', A.optional(A.timestamp)),
  },
  key: { partition: 'title', sort: 'released' },
  indexes: {
    byDirector: M.globalIndex({ partition: 'director', sort: 'released' }),
    byGenre: M.globalIndex({ partition: 'genre', sort: 'imdbRating', projection: ['imdbVotes', 'mpaaRating'] }),
  },
  timeToLive: 'lentUntil',
  stream: 'keys',
  tags: { app: 'bloop-tour' },
})

export type Film = M.TypeOf<typeof Film>
