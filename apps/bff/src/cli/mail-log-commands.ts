import { mailLogDays } from '@staffetta/contract'
import { setMailLogDays } from '../admin/retention/mail-log-rule.ts'
import { exportMailLog, searchMailLog } from '../admin/retention/search-mail-log.ts'
import { mailLogRule } from '../db/mail-log.ts'
import { AppError } from '../http/app-error.ts'
import { type Command, CommandError, known, type Options } from './command.ts'

export const mailLogCommands: Record<string, Command> = {
  async retention({ db, actor }, [slug], { days, reason = '', protocol = '', ...more }) {
    const tenant = await known(db, slug)
    if (days !== undefined) {
      if (!/^\d{1,3}$/.test(days) || Number(days) > 365)
        throw new CommandError('--days is a whole number from 0 (none is kept) to 365.', 2)
      const agreement = {
        reason,
        protocol,
        agreedOn: more['agreed-on'] ?? '',
        approvedBy: more['approved-by'] ?? '',
      }
      try {
        await setMailLogDays(db, actor, tenant, { days: Number(days), agreement })
      } catch (error) {
        throw error instanceof AppError && error.code === 'admin/agreement-missing'
          ? new CommandError(
              `More than ${mailLogDays} days want --reason, --protocol, --agreed-on YYYY-MM-DD (not in the future) and --approved-by.`,
              2,
            )
          : error
      }
    }
    const rule = await mailLogRule(db, tenant.id)
    const by =
      rule.agreement === null
        ? ''
        : `, by the agreement ${rule.agreement.protocol} of ${rule.agreement.agreedOn}, approved by ${rule.agreement.approvedBy}`
    return {
      data: rule,
      text:
        rule.days === 0 ? 'No log of mail is kept.' : `The log of mail is kept for ${rule.days} days${by}.`,
    }
  },

  async search({ db, actor }, [slug], options) {
    const tenant = await known(db, slug)
    const search = searchOf(options)
    if (options.csv === true) {
      const text = await exportMailLog(db, actor, tenant, { ...search, language: 'en' })
      return { data: { csv: text }, text: text.replace('\uFEFF', '').trimEnd() }
    }
    const found = await searchMailLog(db, actor, tenant, search)
    const lines = found.entries.map(
      ({ at, sender, recipients, result, smtpCode }) =>
        `${at}  ${sender}  ${recipients.join(' ')}  ${result}${smtpCode === null ? '' : ` ${smtpCode}`}`,
    )
    const more = found.more ? ['… and more: ask for less time, or for an address.'] : []
    return { data: found, text: [...lines, ...more].join('\n') || 'No letter.' }
  },
}

function searchOf({ reason = '', text = '', from, to }: Options) {
  if (reason.trim() === '')
    throw new CommandError('--reason is missing: each look is written into the register with it.', 2)
  const range = {
    from: from === undefined ? new Date(Date.now() - mailLogDays * 86_400_000) : new Date(from),
    to: to === undefined ? new Date() : new Date(to),
  }
  if (Number.isNaN(range.from.getTime()) || Number.isNaN(range.to.getTime()))
    throw new CommandError('--from and --to are instants like 2027-01-04T08:00+01:00.', 2)
  return { ...range, reason: reason.trim(), text: text.trim() }
}
