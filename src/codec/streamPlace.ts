/** streamPlace: up to where a shard is dealt with, and the text that it is in a token. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A place in a shard: at its oldest record, unless it says something else. */
export interface Place {
  /** After this sequence number. */
  readonly after?: string
  /** What was written earlier is passed over, until something was not; milliseconds of the epoch. */
  readonly since?: number
  /** The shard is read to its end. */
  readonly ended?: true
  /**
   * About when everything up to it was written, in milliseconds of the epoch: what comes after it is not older, so that
   * nothing of it can have been trimmed before a day has passed.
   */
  readonly at?: number
}

// -----------------------------------------------------------------------------
// codec
// -----------------------------------------------------------------------------

const iso = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z'
const head = `(?:start|after (\\d{1,40})|ended)`
const shape = new RegExp(`^(?:${head}(?: \\((${iso})\\))?(?:, since (${iso}))?|since (${iso}))$`)

const earliest = Date.parse('0000-01-01T00:00:00.000Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

// Times whose year has no four digits are told by the nearest that has: nothing is written then.
const text = (milliseconds: number): string =>
  new Date(Math.min(latest, Math.max(earliest, milliseconds))).toISOString()

/** The place as tokens and gaps write it. */
export const showPlace = ({ after, since, ended, at }: Place): string => {
  if (after === undefined && ended === undefined && at === undefined && since !== undefined)
    return `since ${text(since)}`
  const where = after === undefined ? (ended === undefined ? 'start' : 'ended') : `after ${after}`
  return `${where}${at === undefined ? '' : ` (${text(at)})`}${since === undefined ? '' : `, since ${text(since)}`}`
}

/** The place that a text writes; nothing where it writes none. */
export const readPlace = (written: string): Place | undefined => {
  const found = shape.exec(written)
  if (found === null) return undefined
  const [, after, about, following, only] = found
  const at = about === undefined ? undefined : Date.parse(about)
  const since = following === undefined && only === undefined ? undefined : Date.parse((following ?? only) as string)
  if (Number.isNaN(at) || Number.isNaN(since)) return undefined
  return {
    ...(after === undefined ? {} : { after }),
    ...(written.startsWith('ended') ? { ended: true as const } : {}),
    ...(at === undefined ? {} : { at }),
    ...(since === undefined ? {} : { since }),
  }
}
