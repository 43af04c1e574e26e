/** owner: text that nobody else has, made of chance. */
import { quietly } from '../quietly'
import type { Timer } from '../time/Timer'

const part = (random: Timer['random']): string =>
  Math.floor((quietly(random) ?? 0) * 2 ** 32)
    .toString(16)
    .padStart(8, '0')

/** Whose a claim is: 96 bits. It is as rare as the timer's chance is random. */
export const ownerOf = ({ random }: Pick<Timer, 'random'>): string => part(random) + part(random) + part(random)
