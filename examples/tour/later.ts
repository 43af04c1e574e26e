/** Later: the model of a later version of the application, on the same table. What it leaves out is not compared. */
import { Model as M } from 'bloop-ts'
import { Film } from './film'

export const Later = M.model({
  name: 'Film',
  table: Film.schema.name,
  attributes: Film.attributes,
  key: { partition: 'title', sort: 'released' },
  indexes: {
    byGenre: M.globalIndex({ partition: 'genre', sort: 'imdbRating' }),
    newest: M.globalIndex({ partition: 'genre', sort: 'released', projection: 'keys' }),
  },
  timeToLive: 'lentUntil',
  stream: 'newAndOld',
  backups: true,
  tags: { app: 'bloop-tour', stage: 'demo' },
})
