/** The example: the same steps, and the same answers, whatever interprets them. */
import type { Interpreter } from 'bloop-ts'
import { type Plan, run, type Step, type Watch } from '../tour/step'
import { unwatched } from '../tour/tour'
import { askTheIndex } from './asking'
import { bindAContradiction, bindAll, deleteTheTable, dropTable, planForAll } from './table'
import { hirePeople, payAnn, promoteAnn, readAnn } from './writing'

/** What is done, in order. */
export const plans: ReadonlyArray<Plan> = [
  planForAll,
  bindAll,
  hirePeople,
  payAnn,
  promoteAnn,
  readAnn,
  askTheIndex,
  bindAContradiction,
  deleteTheTable,
]

export const usage = [
  'Staff: three models in one table, each with its own attributes, and an index that two of them share.',
  '',
  'npm run staff                       in memory: the embedded interpreter',
  'npm run staff -- --endpoint URL     on DynamoDB Local; `npm run emulator` starts one and says its URL',
  'npm run staff -- --aws              on DynamoDB, with the usual credentials and region of AWS',
  'npm run staff -- --help             this',
  '',
  "It makes a table 'bloop-staff' and deletes it at the end. One that an earlier run left is deleted before it",
  'begins; another of that name, with another key, is left alone, and the example ends.',
]

/** The steps as they went. The table is deleted at the end, also where they end early. */
export const staff =
  (watch: Watch = unwatched) =>
  (interpreter: Interpreter) =>
  async (): Promise<ReadonlyArray<Step>> => {
    const steps = await run(plans, watch)(interpreter)()
    if (steps.length < plans.length) await dropTable(interpreter)()
    return steps
  }
