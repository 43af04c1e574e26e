/** The step that repairs an emulator: what it lacks is answered in its place. */
import { type Errors, type Middleware, showError, Table as T } from 'bloop-ts'
import { Patches, type Switch, type Switches, switches } from 'bloop-ts/local'
import { patched } from 'bloop-ts/middleware'
import * as E from 'fp-ts/Either'
import { flow, pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as TE from 'fp-ts/TaskEither'
import { attempt } from './attempt'
import { Later } from './later'
import { expect, type Plan } from './step'
import { columns } from './text'

const unknown = () =>
  TE.left<Errors.RequestRefused>({ _tag: 'RequestRefused', name: 'UnknownOperationException', message: 'not here' })

/** An emulator as there are some: it does not know these operations. */
const lacking: Middleware = patched({ DescribeTimeToLive: unknown, DescribeContinuousBackups: unknown })

/** Answers in its place, from switches that are held here: the patches that `local` is made of. */
const repaired = (timeToLive: Switches<Switch>, backups: Switches<boolean>): Middleware =>
  flow(Patches.timeToLive(timeToLive), Patches.backups(backups))

const validate = attempt(T.validate(Later))
type Validated = E.Either<T.ValidateError, ReadonlyArray<T.ValidatedTable>>

const show: (validated: Validated) => ReadonlyArray<string> = E.match(
  (error) => showError(error).split('\n  '),
  ([table]) =>
    table === undefined || table.unverified.length === 0
      ? ['as needed, all of it verified']
      : table.unverified.map(({ path, cause }) => `not verified: ${path} (${cause?.name ?? 'not said'})`),
)

/** What was found in one word: what is not verified, or what went wrong. */
const verdict: (validated: Validated) => string = E.match(
  ({ _tag }) => _tag,
  (tables) => tables.flatMap(({ unverified }) => unverified.map(({ path }) => path)).join() || 'verified',
)

export const patchTheInterpreter: Plan = {
  title: 'Validate on an emulator that lacks two operations, and on the same one patched',
  program: pipe(
    RTE.Do,
    RTE.apS('asItIs', RTE.local(lacking)(validate)),
    RTE.bind('switched', () =>
      RTE.fromIO(() => ({
        timeToLive: switches<Switch>({ [Later.schema.name]: 'Lent Until' }),
        backups: switches({ [Later.schema.name]: true }),
      })),
    ),
    RTE.let('patch', ({ switched: { timeToLive, backups } }) => flow(lacking, repaired(timeToLive, backups))),
    RTE.bind('withPatch', ({ patch }) => RTE.local(patch)(validate)),
    RTE.chainFirstIOK(({ switched }) => switched.backups.set(Later.schema.name, false)),
    RTE.bind('turned', ({ patch }) => RTE.local(patch)(validate)),
    RTE.map(({ asItIs, withPatch, turned }) => ({
      lines: columns(
        (
          [
            ['as it is', asItIs],
            ['patched', withPatch],
            ['backups off', turned],
          ] as const
        ).flatMap(([label, found]) => show(found).map((line, at) => [at === 0 ? label : ' ', line])),
      ),
      unexpected: expect(
        [asItIs, withPatch, turned].map(verdict).join(' ') === 'timeToLive,backups verified TableMismatch',
        'not verified, verified, and a mismatch were expected',
      ),
    })),
  ),
}
