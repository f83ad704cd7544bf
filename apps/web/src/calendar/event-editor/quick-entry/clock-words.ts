import { readTime } from '../../../app/typed-time.ts'

/** "9", "9:30", "9 e mezza", "mezzogiorno", "half past 9", "3pm": minutes since midnight, as it is said at work. */
export function readClock(text: string, half?: string): number | null {
  const said = text.trim()
  const bare = half === undefined ? said.replace(/^l'/, '').replace(/^una\b/, '1') : said
  const past = /^half past (.+)$/.exec(bare)
  if (past) return later(readClock(past[1]!, half), 30)
  const fraction = /^(.+?)\s+e\s+(mezza|mezzo|un quarto|tre quarti|trenta)$/.exec(bare)
  if (fraction) {
    const more = { mezza: 30, mezzo: 30, trenta: 30, 'un quarto': 15, 'tre quarti': 45 }[fraction[2]!]
    return later(readClock(fraction[1]!, half), more ?? 0)
  }
  const minute = readTime(bare)
  if (minute === null) return null
  if (half !== undefined) {
    const afternoon = /pomeriggio|sera|afternoon|evening/.test(half)
    return afternoon && minute < 720 ? minute + 720 : minute
  }
  // Nobody meets at three in the night; who does writes 03:00.
  return /^[1-6](?!\d)/.test(bare) && !/[ap]\.?m/.test(bare) && minute < 420 ? minute + 720 : minute
}

const later = (minute: number | null, by: number): number | null =>
  minute === null ? null : (minute + by) % 1440

/** An end that would lie before its start is meant twelve hours later: "from 11 to 1", "9-1". */
export function readHours(from: string, to: string): { from: number; to: number } | null {
  // "3-4pm": the half of the day is said once.
  const half = /(?:[ap])\.?m\.?$/.exec(to.trim())?.[0]
  const start = readClock(half !== undefined && !/m\.?$/.test(from.trim()) ? within(from, to, half) : from)
  let end = readClock(to)
  if (start === null || end === null) return null
  if (end === 0) end = 1440
  if (end <= start && end + 720 > start && end < 720) end += 720
  return end > start ? { from: start, to: end } : null
}

/** "11-1pm" begins in the morning, "2-3pm" does not. */
function within(from: string, to: string, half: string): string {
  const said = `${from.trim()}${half}`
  const [start, end] = [readTime(said), readTime(to.trim())]
  return start !== null && end !== null && start <= end ? said : from
}
