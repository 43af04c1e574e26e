/** `npm run staff`: employees and managers share a table and an index; on the screen. */
import { staff, usage } from './staff/staff'
import { showStep, showTitle } from './tour/screen'
import { isAsExpected } from './tour/summary'
import { print, type StoreOptions, start, storeOf, styleOf } from './tour/terminal'

const main = async (options: StoreOptions): Promise<number> => {
  const [name, interpreter] = await storeOf(options)
  print([`bloop-ts on ${name}: three models in one table. The code: examples/staff/`])
  const style = styleOf()
  const steps = await staff({
    onBegin: (title, number) => print(showTitle(style)(title, number)),
    onStep: (step) => print(showStep(style)(step)),
    onWritten: () => {},
  })(interpreter)()
  return isAsExpected(steps) ? 0 : 1
}

process.exitCode = await start('staff', usage, main)
