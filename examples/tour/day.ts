/** Day: a day of the calendar. Read as the file has it and as the store has it, written in the form that sorts. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 'Jun 12 1998' as '1998-06-12'; any other text as it is. */
const toIso = (text: string): string =>
  text.replace(/^([A-Z][a-z]{2}) (\d{2}) (\d{4})$/, (_, month: string, day: string, year: string) =>
    [year, String(months.indexOf(month) + 1).padStart(2, '0'), day].join('-'),
  )

/** '1998-06-12' */
export const showDay = (day: Date): string => day.toISOString().slice(0, 10)

const isDay = (u: unknown): u is Date =>
  u instanceof Date && u.getTime() % 86_400_000 === 0 && u.getUTCFullYear() >= 0 && u.getUTCFullYear() <= 9999

/** An io-ts codec, as for anything else: `A.S(Day)` makes an attribute of it. February 30 is none. */
export const Day: t.Type<Date, string> = new t.Type(
  'day',
  isDay,
  (u, context) =>
    pipe(
      t.string.validate(u, context),
      E.flatMap((text): t.Validation<Date> => {
        const iso = toIso(text)
        const day = new Date(`${iso}T00:00:00.000Z`)
        return isDay(day) && showDay(day) === iso ? t.success(day) : t.failure(u, context)
      }),
    ),
  showDay,
)
