import { mostRecipients, usualWeek, weekFlaw } from '@staffetta/contract'
import { isHttps } from '../admin/look.ts'
import { isDay, putWorkRules } from '../admin/work-rules.ts'
import { type Command, CommandError, known } from './command.ts'
import { readOpening } from './resource-commands.ts'
import { shown } from './tenant-commands.ts'

/** What holds for everybody who works for a body. */
export const workCommands: Record<string, Command> = {
  /** What is not named stays, what is named as nothing is as in the product. */
  async 'set-work'({ db, actor }, [slug], options) {
    const tenant = await known(db, slug)
    const { workRules, patron } = tenant
    const passwordPage = options['password-page'] ?? workRules.passwordPage
    if (passwordPage && !isHttps(passwordPage))
      throw new CommandError('--password-page begins with https://.', 2)
    const megabytes = wholeIn(options['message-mb'], '--message-mb', 2_000)
    const recipients = wholeIn(options.recipients, '--recipients', mostRecipients)
    const messages = wholeIn(options['hourly-messages'], '--hourly-messages', 10_000)
    const reached = wholeIn(options['hourly-recipients'], '--hourly-recipients', 100_000)
    const rules = {
      passwordPage: passwordPage || null,
      messageBytes: megabytes === undefined ? workRules.messageBytes : megabytes && megabytes * 1_000_000,
      recipients: recipients === undefined ? workRules.recipients : recipients,
      hourlyMessages: messages === undefined ? workRules.hourlyMessages : messages,
      hourlyRecipients: reached === undefined ? workRules.hourlyRecipients : reached,
      hours: workRules.hours,
      patron,
    }
    await putWorkRules(db, actor, tenant, rules)
    return shown(await known(db, slug), `${tenant.name}: it holds from now on.`)
  },

  /** When everybody works who said nothing else; no hours: as in the product. */
  async 'set-hours'({ db, actor }, [slug], { hours: said = [], zone }) {
    const tenant = await known(db, slug)
    const { workRules, patron } = tenant
    const spans = said.filter((text) => text.trim() !== '').flatMap((text) => readOpening(text))
    const hours = spans.length === 0 ? null : { zone: zone ?? workRules.hours?.zone ?? usualWeek.zone, spans }
    const flaw = hours && weekFlaw(hours)
    if (flaw === 'zone') throw new CommandError('--zone is a zone like "Europe/Rome".', 2)
    if (flaw === 'spans') throw new CommandError('Two of the hours of a day meet.', 2)
    await putWorkRules(db, actor, tenant, { ...workRules, hours, patron })
    return shown(
      await known(db, slug),
      hours === null
        ? `${tenant.name}: whoever set no hours of their own works as in the product.`
        : `${tenant.name}: whoever set no hours of their own works then.`,
    )
  },

  async 'set-patron'({ db, actor }, [slug, day, ...words]) {
    const tenant = await known(db, slug)
    const name = words.join(' ').trim()
    if (day === undefined) {
      await putWorkRules(db, actor, tenant, { ...tenant.workRules, patron: null })
      return shown(await known(db, slug), `${tenant.name} has no day of a patron saint any more.`)
    }
    if (!isDay(day)) throw new CommandError('The day is a month and a day of it: 06-24.', 2)
    if (name === '') throw new CommandError('Whose day is it? "San Giovanni Battista".', 2)
    const patron = { day, name: name.slice(0, 100) }
    await putWorkRules(db, actor, tenant, { ...tenant.workRules, patron })
    return shown(await known(db, slug), `${tenant.name}: ${name}, on ${day} of every year.`)
  },
}

/** Undefined: not named. Null: as in the product. */
function wholeIn(text: string | undefined, name: string, most: number): number | null | undefined {
  if (text === undefined) return undefined
  if (text === '') return null
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new CommandError(`${name} is a number from 1 to ${most}.`, 2)
  return number
}
