import { startEmulator } from './emulator'

// `npm run emulator`: DynamoDB Local by hand, until Ctrl-C.
const { endpoint, stop } = await startEmulator()
console.log(`DynamoDB Local answers at ${endpoint}`)
console.log(`npm start -- --endpoint ${endpoint}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
