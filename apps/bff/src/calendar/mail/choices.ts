import type { CalendarMail } from '@staffetta/contract'
import type { Config } from '../../config.ts'
import { findCalendarMail, putCalendarMail } from '../../db/calendar-mail.ts'
import type { Db } from '../../db/open.ts'
import type { Account } from '../../http/account.ts'
import { AppError } from '../../http/app-error.ts'
import { readPreferences } from '../../settings/preferences.ts'
import type { ServiceCalendars } from '../account/service-calendars.ts'
import { checkZone } from '../index/zones.ts'
import { canSend } from '../../mail/send-notice.ts'

export interface CalendarMailDeps {
  db: Db
  config: Config
  services: ServiceCalendars
}

export async function readChoices(
  { db, config, services }: CalendarMailDeps,
  account: Account,
): Promise<CalendarMail & { available: boolean }> {
  const row = await findCalendarMail(db, account)
  const { language } = await readPreferences(db, account)
  return {
    available: services.serves(account.tenant) && canSend(account.tenant, config),
    reminders: row?.reminders ?? false,
    agenda: row?.agenda ?? false,
    agendaAt: row?.agenda_at ?? '07:30',
    workingDays: row?.working_days ?? true,
    zone: row?.zone ?? 'Europe/Rome',
    language: row?.language ?? language ?? 'it',
  }
}

export async function putChoices(
  { db, config, services }: CalendarMailDeps,
  account: Account,
  wanted: CalendarMail,
): Promise<void> {
  checkZone(wanted.zone)
  const available = services.serves(account.tenant) && canSend(account.tenant, config)
  if (!available && (wanted.reminders || wanted.agenda)) throw new AppError('calendar/mail-unavailable')
  await putCalendarMail(db, {
    account_id: account.accountId,
    tenant_id: account.tenantId,
    reminders: wanted.reminders,
    agenda: wanted.agenda,
    agenda_at: wanted.agendaAt,
    working_days: wanted.workingDays,
    zone: wanted.zone,
    language: wanted.language,
  })
}
