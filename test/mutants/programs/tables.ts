/** Mutants of programs on tables. */
import type { Mutant } from '../mutant'

const laws = (...names: ReadonlyArray<string>): ReadonlyArray<string> => names.map((name) => `tables > ${name}`)

/** Faults of binding, planning and applying. */
export const tables: ReadonlyArray<Mutant> = [
  {
    name: 'the time to live is left to what creates the table, which cannot set it',
    file: 'src/program/table/actions.ts',
    from: '...timeToLiveActions(schema.name, settings, {}),\n',
    to: '',
    kills: laws('differences of a spec from what was created from it: none'),
  },
  {
    name: 'backups are never switched on',
    file: 'src/program/table/actions.ts',
    from: '...(backups === true ?',
    to: '...(backups === undefined ?',
    kills: laws('differences of a spec from what was created from it: none'),
  },
  {
    name: 'a stream that has more than is needed is planned anew each time',
    file: 'src/model/mergeSettings.ts',
    from: 'widest(actual, needed) === actual',
    to: 'widest(actual, needed) === needed',
    kills: laws('plan, then apply, leaves no difference, or does nothing'),
  },
  {
    name: 'an encryption that is as needed is set again',
    file: 'src/program/table/actions.ts',
    from: 'return value !== undefined && differs({ [name]: value }, actual) ? act(value) : []',
    to: 'return value !== undefined ? act(value) : []',
    kills: laws('bind, bind = bind; bind, validate = bind'),
  },
  {
    name: 'an index that differs is made before the old one is deleted',
    file: 'src/program/table/indexing.ts',
    from: `      ...made
        .filter((index) => named(actual, index) !== undefined)
        .map(({ name }): TableChange => ({ _tag: 'DeleteIndex', index: name })),
      ...made.map(creation),`,
    to: `      ...made.map(creation),
      ...made
        .filter((index) => named(actual, index) !== undefined)
        .map(({ name }): TableChange => ({ _tag: 'DeleteIndex', index: name })),`,
    kills: laws('plan, then apply, leaves no difference, or does nothing'),
  },
  {
    name: 'an index that is made anew does not project what it did',
    file: 'src/program/table/indexing.ts',
    from: 'found === undefined ? needed.projection : mergeProjections(found.projection, needed.projection)',
    to: "found === undefined ? needed.projection : 'keys'",
    kills: laws('plan, then apply, leaves no difference, or does nothing'),
  },
  {
    name: 'another attribute of the time to live is switched on while the old one is',
    file: 'src/program/table/actions.ts',
    from: '[...switched(false, actual.timeToLive), ...switched(true, needed.timeToLive)]',
    to: '[...switched(true, needed.timeToLive)]',
    kills: laws('plan, then apply, leaves no difference, or does nothing'),
  },
  {
    name: 'what was done already is done again',
    file: 'src/program/table/apply.ts',
    from: 'if (table.right === undefined || !isDone(table.right)(action, actions.slice(i + 1))) {',
    to: 'if (!(table.right !== undefined && action._tag === "CreateTable")) {',
    kills: laws('apply, apply = apply'),
  },
  {
    name: 'planning creates what is missing',
    file: 'src/program/table/plan.ts',
    from: 'const table = await look(interpreter, spec)',
    to: "await interpreter({ _tag: 'CreateTable', schema: spec.schema, settings: {} })()\n    const table = await look(interpreter, spec)",
    kills: laws('a plan does nothing'),
  },
  {
    name: 'of several models of a table the first one is bound',
    file: 'src/program/table/plan.ts',
    from: 'const found = specsOf(listOf(models))',
    to: 'const found = specsOf(listOf(models).slice(0, 1))',
    kills: laws('models of one table are bound together'),
  },
  {
    name: 'models that contradict each other are bound as the first one says',
    file: 'src/model/merge.ts',
    from: 'return found.length > 0',
    to: 'return found.length > 99',
    kills: laws('models of one table are bound together'),
  },
]
