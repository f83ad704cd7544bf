import { mostRecipients, type WorkRules } from '@staffetta/contract'

/** The fields as somebody fills them in; empty is as in the product. */
export interface Typed {
  passwordPage: string
  message: string
  recipients: string
  hourlyMessages: string
  hourlyRecipients: string
  patronName: string
  patronDay: string
}
/** All but the hours, which have a form of their own. */
export type TypedRules = Omit<WorkRules, 'hours'>
export type WrongField = Exclude<keyof Typed, 'patronName' | 'patronDay'> | 'patron'

const megabyte = 1_000_000
const mostMegabytes = 2_000
const mostHourlyMessages = 10_000
const mostHourlyRecipients = 100_000

export function typedOf(rules: TypedRules): Typed {
  const { passwordPage, messageBytes, patron } = rules
  const number = (value: number | null) => (value === null ? '' : String(value))
  return {
    passwordPage: passwordPage ?? '',
    message: messageBytes === null ? '' : String(Math.floor(messageBytes / megabyte)),
    recipients: number(rules.recipients),
    hourlyMessages: number(rules.hourlyMessages),
    hourlyRecipients: number(rules.hourlyRecipients),
    patronName: patron?.name ?? '',
    patronDay: patron?.day.split('-').toReversed().join('/') ?? '',
  }
}

/** What the server takes, or which fields it would not. */
export function rulesIn(typed: Typed): { rules: TypedRules | null; flaws: WrongField[] } {
  const passwordPage = typed.passwordPage.trim()
  const read = {
    passwordPage:
      passwordPage === '' || /^https:\/\/[^\s/]+/.test(passwordPage) ? passwordPage || null : undefined,
    message: wholeIn(typed.message, mostMegabytes),
    recipients: wholeIn(typed.recipients, mostRecipients),
    hourlyMessages: wholeIn(typed.hourlyMessages, mostHourlyMessages),
    hourlyRecipients: wholeIn(typed.hourlyRecipients, mostHourlyRecipients),
    patron: patronIn(typed),
  }
  const flaws = (Object.keys(read) as WrongField[]).filter((field) => read[field] === undefined)
  if (flaws.length > 0) return { rules: null, flaws }
  const { message, ...rules } = read as Required<{
    [Field in WrongField]: Exclude<(typeof read)[Field], undefined>
  }>
  return { rules: { ...rules, messageBytes: message && message * megabyte }, flaws }
}

/** Null: nothing was said. Undefined: it is none. */
function wholeIn(text: string, most: number): number | null | undefined {
  if (text.trim() === '') return null
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= most ? number : undefined
}

/** "24/06" or "24-6"; in a leap year, so that the 29th of February is a day. */
function patronIn({ patronName, patronDay }: Typed): WorkRules['patron'] | undefined {
  const name = patronName.trim()
  if (name === '' && patronDay.trim() === '') return null
  const [, date, month] = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*$/.exec(patronDay) ?? []
  if (name === '' || date === undefined || month === undefined) return undefined
  const day = `${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const isDay = new Date(`2024-${day}T00:00:00Z`).toJSON()?.startsWith(`2024-${day}`)
  return isDay ? { day, name } : undefined
}
