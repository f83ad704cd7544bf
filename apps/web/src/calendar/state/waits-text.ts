import type { Formats, Translate } from '@staffetta/i18n'

/** A letter that waits goes by itself: when, where that is known. */
export function waitsText(
  letter: 'notice' | 'answer',
  leavesAt: string | null,
  { t, formats }: { t: Translate; formats: Formats },
): string {
  return leavesAt === null
    ? t(`calendar.untold.leaves.${letter}`)
    : t(`calendar.untold.leavesAt.${letter}`, { time: formats.time(leavesAt) })
}
