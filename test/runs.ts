/** How often a law of the core is run: `RUNS=10000 npm run unit -- test/value`. */
export const runs = Number(process.env.RUNS ?? 1000)
