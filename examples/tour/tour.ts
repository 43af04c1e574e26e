/** The tour: the same steps, and the same answers, whatever interprets them. */
import type { Interpreter } from 'bloop-ts'
import { countFilms, projectAQuery, queryAnIndex } from './asking'
import { detectAChange } from './changing'
import { carryOutAPlan, findTheDifferences } from './evolving'
import type { Reading } from './file'
import { readPages } from './paging'
import { patchTheInterpreter } from './patching'
import { countTheIndexes, readTheFile, writeTheFilms } from './preparing'
import { replicateTheFilms } from './replicating'
import { judgeHereAndThere, scanInParallel } from './scanning'
import { type Plan, run, type Step, type Watch } from './step'
import { createTheTable, deleteTheTable, dropTable } from './table'
import { putIfNotExists, updateAFilm } from './writing'

/** What is done, in order. */
export const plans = (reading: Reading): ReadonlyArray<Plan> => [
  readTheFile(reading),
  createTheTable,
  writeTheFilms(reading),
  countTheIndexes(reading),
  putIfNotExists(reading),
  detectAChange,
  updateAFilm(reading),
  queryAnIndex(reading),
  projectAQuery(reading),
  readPages(reading),
  countFilms(reading),
  scanInParallel(reading),
  judgeHereAndThere,
  findTheDifferences,
  carryOutAPlan(reading),
  patchTheInterpreter,
  deleteTheTable,
  replicateTheFilms(reading),
]

/** Nobody watches. */
export const unwatched: Watch = { onBegin: () => {}, onWritten: () => {}, onStep: () => {} }

/** The steps as they went. The table is deleted at the end, also where they end early. */
export const tour =
  (reading: Reading, watch: Watch = unwatched) =>
  (interpreter: Interpreter) =>
  async (): Promise<ReadonlyArray<Step>> => {
    const all = plans(reading)
    const steps = await run(all, watch)(interpreter)()
    if (steps.length < all.length) await dropTable(interpreter)()
    return steps
  }
