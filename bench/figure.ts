/** A figure that a benchmark measured, and the bound that is claimed for it. */
export interface Figure {
  readonly name: string
  /** Times as long as what it is compared with: at most the bound. */
  readonly ratio?: number
  /** Operations a second: at least the bound. */
  readonly perSecond?: number
  /** Part of what it is compared with: at least the bound. */
  readonly share?: number
  /** A number of something: at most the bound. */
  readonly count?: number
  readonly bound?: number
}
