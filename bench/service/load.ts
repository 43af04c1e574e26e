/** The process that asks: autocannon, as often as its parent tells it. */
import { autocannon } from './packages'
import { connections, type Scenario, scenarios } from './scenarios'

/** What is to be asked, how often, and of whom. */
export interface Order {
  readonly url: string
  readonly scenario: Scenario
  readonly amount: number
  /** Another text each time. */
  readonly round: string
}

/** How long that took, from the first request to the last answer; and how many were not answered well. */
export interface Done {
  readonly seconds: number
  readonly failed: number
}

const run = ({ url, scenario, amount, round }: Order): Promise<Done> =>
  new Promise((resolve, reject) => {
    let next = 0
    let last = 0
    const began = performance.now()
    autocannon()(
      {
        url,
        connections,
        amount,
        sampleInt: 20,
        setupClient: (client) => client.setRequests(scenarios[scenario](next++, round)),
      },
      (error, { non2xx, errors }) =>
        error === null ? resolve({ seconds: (last - began) / 1_000, failed: non2xx + errors }) : reject(error),
    ).on('response', () => {
      last = performance.now()
    })
  })

process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => void run(order).then((done) => process.send?.(done)))
