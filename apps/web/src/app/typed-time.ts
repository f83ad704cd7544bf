/**
 * A time of day as people type it: "9", "9.30", "930", "14:15", "9h30", "ore 9", "3pm", "noon". Minutes since midnight, or
 * null for what is no time.
 */
export function readTime(text: string): number | null {
  const typed = text.trim().toLowerCase()
  if (/^(mezzogiorno|noon|midday)$/.test(typed)) return 720
  if (/^(mezzanotte|midnight)$/.test(typed)) return 0
  const match =
    /^(?:ore |alle |h ?)?(\d{1,2})(?:\s*[:.,h]\s*(\d{1,2})|(\d{2}))?\s*(?:h|([ap])\.?\s?m?\.?)?$/.exec(typed)
  if (!match) return null
  const [, hourText, apart, joined, half] = match
  // "9:3" is half of a time that is still being typed.
  if (apart?.length === 1) return null
  let hour = Number(hourText)
  const minute = Number(apart ?? joined ?? 0)
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  }
  if (minute > 59) return null
  // "24:00" is how a day's end is written.
  if (hour === 24 && minute === 0) return 0
  return hour < 24 ? hour * 60 + minute : null
}
