import { mostRecipients, type WorkRules } from '@staffetta/contract'

/** The fields as somebody fills them in; empty is as in the product. */
export interface Typed {
  passwordPage: string
  message: string
  recipients: string
  patronName: string
  patronDay: string
}
/** All but the hours, which have a form of their own. */
export type TypedRules = Omit<WorkRules, 'hours'>
export type WrongField = 'passwordPage' | 'message' | 'recipients' | 'patron'

const megabyte = 1_000_000
const mostMegabytes = 2_000

export function typedOf({ passwordPage, messageBytes, recipients, patron }: TypedRules): Typed {
  return {
    passwordPage: passwordPage ?? '',
    message: messageBytes === null ? '' : String(Math.floor(messageBytes / megabyte)),
    recipients: recipients === null ? '' : String(recipients),
    patronName: patron?.name ?? '',
    patronDay: patron?.day.split('-').toReversed().join('/') ?? '',
  }
}

/** What the server takes, or which fields it would not. */
export function rulesIn(typed: Typed): { rules: TypedRules | null; flaws: WrongField[] } {
  const passwordPage = typed.passwordPage.trim()
  const message = wholeIn(typed.message, mostMegabytes)
  const recipients = wholeIn(typed.recipients, mostRecipients)
  const patron = patronIn(typed)
  const flaws: WrongField[] = [
    ...(passwordPage === '' || /^https:\/\/[^\s/]+/.test(passwordPage) ? [] : (['passwordPage'] as const)),
    ...(message === undefined ? (['message'] as const) : []),
    ...(recipients === undefined ? (['recipients'] as const) : []),
    ...(patron === undefined ? (['patron'] as const) : []),
  ]
  if (flaws.length > 0 || message === undefined || recipients === undefined || patron === undefined)
    return { rules: null, flaws }
  const messageBytes = message === null ? null : message * megabyte
  return { rules: { passwordPage: passwordPage || null, messageBytes, recipients, patron }, flaws }
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
