/** Mutant: the library with one fault in it, and the laws that find it. */

/** A fault, as the text that it replaces. */
export interface Mutant {
  /** What is wrong, as a sentence. */
  readonly name: string
  /** Where, from the root of the project. */
  readonly file: string
  /** What stands there, once in the file; and what stands there instead. */
  readonly from: string
  readonly to: string
  /** The laws that find it, each as `group > law`. */
  readonly kills: ReadonlyArray<string>
  /** How often each of them is tried; 200 where left out. */
  readonly numRuns?: number
}
