/**
 * A handler for AWS Lambda: an index of notes by their tags is kept up to date from the stream of their table.
 *
 * It is bundled, and deployed with AWS SAM, by
 *
 *     npx esbuild examples/lambda/handler.ts --bundle --platform=node --target=node22 --outfile=build/lambda/handler.js
 *     sam deploy --template-file examples/lambda/template.yaml --guided
 *
 * The AWS SDK is in the bundle; `--external:@aws-sdk/*` leaves it to the one that Lambda's runtime has.
 */
import { Stream } from 'bloop-ts'
import { aws } from 'bloop-ts/aws'
import { consumer } from 'bloop-ts/lambda'
import { pipe } from 'fp-ts/function'
import { indexing, keepPoison } from './indexing'
import { Note } from './models'

/** What the names of the tables begin with. */
const { TABLES = '' } = process.env

export const handler = pipe(
  // Where reading begins is said in the template.
  Stream.of(Note, 'trimHorizon'),
  consumer(indexing, {
    poison: keepPoison,
    onEvent: (event) => {
      if (event._tag === 'GivenBack' || event._tag === 'InvalidEvent') console.error(JSON.stringify(event))
    },
  }),
)(aws({ tableName: `${TABLES}{table}` }))
