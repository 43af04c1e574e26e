import * as E from 'fp-ts/Either'
import { inMemory } from '../../../src/memory'
import { fileCheckpoint } from '../../../src/node'
import type { Claim } from '../../../src/program/Checkpoint'
import type { CheckpointFailed, CheckpointLost } from '../../../src/program/errors'

// A process of its own that goes on from a file, for processes.test.ts: `consumer.mjs FILE ROUNDS`. It claims, saves until
// another one has claimed, and claims again. With no rounds it claims, waits for its input to end, and saves once.

const [path = '', rounds = '0'] = process.argv.slice(2)
const store = inMemory()
const { claim, save } = fileCheckpoint(path)
const said: { [tag: string]: number } = {}
const say = (tag: string): void => {
  said[tag] = (said[tag] ?? 0) + 1
}

const claimed = async () => {
  const answer = await claim(store)()
  say(E.isRight(answer) ? 'claimed' : answer.left._tag)
  return answer
}

let held: E.Either<CheckpointFailed | CheckpointLost, Claim> = await claimed()
if (rounds === '0') {
  process.stdout.write('claimed\n')
  for await (const _ of process.stdin);
}
for (let round = 0; round < Math.max(1, Number(rounds)); round++) {
  const saved = E.isRight(held) ? await save(held.right, { by: process.pid, round })(store)() : held
  say(E.isRight(saved) ? 'saved' : saved.left._tag)
  held = E.isRight(saved) || rounds === '0' ? saved : await claimed()
}
process.stdout.write(JSON.stringify(said))
