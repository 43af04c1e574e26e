/** Options: what JSON is to look like. */

/** How values are written as JSON, and read. */
export interface Options {
  /** Decimals (`Big`) as JS numbers, rounded where none is exactly theirs. By default they are their exact text. */
  readonly useFloat?: boolean
  /** What is absent as `null`. By default it is left out. */
  readonly explicitNull?: boolean
  /**
   * What is of any shape (`A.any`) as DynamoDB's own JSON, `{ "N": "1" }`, so that nothing of it is lost. By default it is
   * plain JSON, which does not tell bytes or dates from text, nor sets from lists.
   */
  readonly typed?: boolean
  /** Names that are not declared are ignored. By default they are refused, as `make` refuses them. */
  readonly ignoreUnknown?: boolean
}
