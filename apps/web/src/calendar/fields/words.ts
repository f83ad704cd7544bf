import type { Locale } from '@staffetta/i18n'

const weekdayWords = {
  it: ['lunedi', 'martedi', 'mercoledi', 'giovedi', 'venerdi', 'sabato', 'domenica'],
  en: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
} satisfies Record<Locale, string[]>

const monthWords = {
  it: [
    'gennaio',
    'febbraio',
    'marzo',
    'aprile',
    'maggio',
    'giugno',
    'luglio',
    'agosto',
    'settembre',
    'ottobre',
    'novembre',
    'dicembre',
  ],
  en: [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ],
} satisfies Record<Locale, string[]>

const shortWeekdays = {
  it: { lun: 0, mar: 1, mer: 2, gio: 3, ven: 4, sab: 5, dom: 6 },
  en: { mon: 0, tue: 1, tues: 1, wed: 2, thu: 3, thur: 3, thurs: 3, fri: 4, sat: 5, sun: 6 },
} satisfies Record<Locale, Record<string, number>>

const numberWords = {
  it: {
    un: 1,
    "un'": 1,
    uno: 1,
    una: 1,
    due: 2,
    tre: 3,
    quattro: 4,
    cinque: 5,
    sei: 6,
    sette: 7,
    otto: 8,
    nove: 9,
    dieci: 10,
    dodici: 12,
    quindici: 15,
  },
  en: {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    twelve: 12,
    fifteen: 15,
  },
} satisfies Record<Locale, Record<string, number>>

const ordinalWords = {
  it: {
    primo: 1,
    prima: 1,
    secondo: 2,
    seconda: 2,
    terzo: 3,
    terza: 3,
    quarto: 4,
    quarta: 4,
    quinto: 5,
    quinta: 5,
    ultimo: -1,
    ultima: -1,
    penultimo: -2,
    penultima: -2,
  },
  en: { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, last: -1 },
} satisfies Record<Locale, Record<string, number>>

/** What is said of days near at hand; of today in many ways. */
const nearWords = {
  it: { domani: 1, domattina: 1, dopodomani: 2 },
  en: { tomorrow: 1, 'the day after tomorrow': 2 },
} satisfies Record<Locale, Record<string, number>>

/** 0 is Monday; whole or short, already folded. */
export function weekdayNumber(word: string, language: Locale): number | null {
  const bare = word.replace(/[.s]$/, (end) => (end === 's' && language === 'it' ? 's' : ''))
  const whole = [word, bare].map((one) => weekdayWords[language].indexOf(one)).find((at) => at >= 0)
  const short: Record<string, number> = shortWeekdays[language]
  return whole ?? short[word.replace(/\.$/, '')] ?? null
}

/** 1 is January; whole or its first three letters (and "sett", "sept"). */
export function monthNumber(word: string, language: Locale): number | null {
  const bare = word.replace(/\.$/, '')
  if (bare === 'sett' || bare === 'sept') return 9
  const at = monthWords[language].findIndex((month) => month === bare || month.slice(0, 3) === bare)
  return at < 0 ? null : at + 1
}

export function numberOf(word: string, language: Locale): number | null {
  if (/^\d+$/.test(word)) return Number(word)
  const words: Record<string, number> = numberWords[language]
  return words[word] ?? null
}

/** From the end where it is negative. */
export function ordinalOf(word: string, language: Locale): number {
  const words: Record<string, number> = ordinalWords[language]
  return words[word]!
}

/** How many days from today. */
export function nearDays(words: string, language: Locale): number {
  const days: Record<string, number> = nearWords[language]
  return days[words.replaceAll(/\s+/g, ' ')] ?? 0
}

const either = (words: string[]) => `(?:${words.toSorted((a, b) => b.length - a.length).join('|')})`

/** Each list as a piece of a pattern; longer words first. */
export function wordPatterns(language: Locale) {
  const whole = weekdayWords[language].map((word) => (language === 'en' ? `${word}s?` : word))
  return {
    weekday: `(?:${either([...whole, ...Object.keys(shortWeekdays[language])])}\\.?)`,
    longWeekday: either(whole),
    month: `(?:${either([...monthWords[language], ...monthWords[language].map((word) => word.slice(0, 3)), 'sett', 'sept'])}\\.?)`,
    ordinal: either(Object.keys(ordinalWords[language])),
    number: either(['\\d{1,3}', ...Object.keys(numberWords[language])]),
  }
}
