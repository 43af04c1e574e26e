/** What keeps expressions from throwing where the types of what they are made of were bypassed. */

/** What `run` answers, or `otherwise` where it was given what its types rule out. Costs nothing where it was not. */
export const total = <A>(run: () => A, otherwise: () => A): A => {
  try {
    return run()
  } catch {
    return otherwise()
  }
}
