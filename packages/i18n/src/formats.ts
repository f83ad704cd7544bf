import type { Locale, Translate } from './translate.ts'

export interface FormatOptions {
  /** IANA name; the computer's own where absent. */
  timeZone?: string
  now?: () => Date
}

export type Formats = ReturnType<typeof createFormats>

/** Which stretch of days an instant belongs to, seen from today. */
export type DayGroup = 'today' | 'yesterday' | 'this-week' | 'last-week' | 'older'

/** Dates, sizes and numbers as people of one language write them. Instants that cannot be read give an empty text. */
export function createFormats(locale: Locale, t: Translate, options: FormatOptions = {}) {
  const zone = options.timeZone === undefined ? {} : { timeZone: options.timeZone }
  const tag = locale === 'en' ? 'en-GB' : 'it-IT'
  const now = options.now ?? (() => new Date())
  const dateFormat = (format: Intl.DateTimeFormatOptions) => {
    const intl = new Intl.DateTimeFormat(tag, { ...format, ...zone })
    return (instant: string | Date) => {
      const date = new Date(instant)
      return Number.isNaN(date.getTime()) ? '' : intl.format(date)
    }
  }
  const time = dateFormat({ hour: '2-digit', minute: '2-digit' })
  const dayMonth = dateFormat({ day: '2-digit', month: '2-digit' })
  const date = dateFormat({ day: '2-digit', month: '2-digit', year: 'numeric' })
  const longDay = dateFormat({ weekday: 'long', day: 'numeric', month: 'long' })
  const full = dateFormat({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const monthYear = dateFormat({ month: 'long', year: 'numeric' })
  const isoDay = new Intl.DateTimeFormat('sv-SE', { ...zone })
  const integer = new Intl.NumberFormat(tag, { useGrouping: 'always', maximumFractionDigits: 0 })
  const tenth = new Intl.NumberFormat(tag, {
    useGrouping: 'always',
    maximumFractionDigits: 1,
    minimumFractionDigits: 1,
  })

  /** Whole days between the calendar days of an instant and of today; negative for the future. */
  const daysAgo = (instant: string | Date): number => {
    const at = Date.parse(isoDay.format(new Date(instant)))
    return Math.round((Date.parse(isoDay.format(now())) - at) / 86_400_000)
  }
  const isValid = (instant: string | Date) => !Number.isNaN(new Date(instant).getTime())

  return {
    locale,
    time,
    date,
    full,
    monthYear,
    daysAgo,
    number: (value: number) => integer.format(value),
    /** "64 %": a space before the sign, as the SI writes it, but not in English. */
    percent: (share: number) => `${integer.format(share * 100)}${locale === 'en' ? '' : '\u00a0'}%`,

    /** The date of a list row: the hour today, "ieri", day and month this year, else with the year. */
    listDate(instant: string | Date, { bareTime = false } = {}): string {
      if (!isValid(instant)) return ''
      const ago = daysAgo(instant)
      if (ago === 0 || (bareTime && ago === 1)) return time(instant)
      if (ago === 1) return t('dates.yesterday')
      return isoDay.format(new Date(instant)).slice(0, 4) === isoDay.format(now()).slice(0, 4)
        ? dayMonth(instant)
        : date(instant)
    },

    /** The date of an opened message: "oggi, 09:58", "ieri, 17:22", "20/11, 17:06". */
    messageDate(instant: string | Date): string {
      if (!isValid(instant)) return ''
      const ago = daysAgo(instant)
      const day =
        ago === 0
          ? t('dates.today')
          : ago === 1
            ? t('dates.yesterday')
            : ago > 0 && ago < 300
              ? dayMonth(instant)
              : date(instant)
      return `${day}, ${time(instant)}`
    },

    dayGroup(instant: string | Date): DayGroup {
      const ago = isValid(instant) ? daysAgo(instant) : Infinity
      const weekday = (now().getDay() + 6) % 7
      if (ago <= 0) return 'today'
      if (ago === 1) return 'yesterday'
      if (ago <= weekday) return 'this-week'
      return ago <= weekday + 7 ? 'last-week' : 'older'
    },

    dayHeading(group: DayGroup): string {
      switch (group) {
        case 'today':
          return t('dates.headingToday', { day: longDay(now()) })
        case 'yesterday':
          return t('dates.headingYesterday')
        case 'this-week':
          return t('dates.headingThisWeek')
        case 'last-week':
          return t('dates.headingLastWeek')
        case 'older':
          return t('dates.headingOlder')
      }
    },

    /** "84 kB", "18,4 MB": three significant figures are enough to choose by. */
    size(bytes: number): string {
      if (bytes < 1000) return `${integer.format(bytes)} B`
      if (bytes < 999_500) return `${integer.format(bytes / 1000)} kB`
      if (bytes < 999_500_000) return `${tenth.format(bytes / 1_000_000)} MB`
      return `${tenth.format(bytes / 1_000_000_000)} GB`
    },

    /** "01:48", for what runs out. */
    countdown(seconds: number): string {
      const left = Math.max(0, Math.round(seconds))
      return `${String(Math.floor(left / 60)).padStart(2, '0')}:${String(left % 60).padStart(2, '0')}`
    },
  }
}
