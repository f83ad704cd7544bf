import type { LiveEvent } from '@staffetta/contract'
import { Administrators } from './auth/administrators.ts'
import { Grants } from './auth/oidc/grants.ts'
import { Providers } from './auth/oidc/provider.ts'
import { Sessions } from './auth/sessions.ts'
import { CalendarAccounts } from './calendar/account/calendar-accounts.ts'
import { Imports } from './calendar/import/imports.ts'
import { CalendarMailer } from './calendar/mail/calendar-mail.ts'
import { Notices } from './enrolment/notices.ts'
import { lentTo } from './dav/lent.ts'
import { ServiceCalendars } from './calendar/account/service-calendars.ts'
import { Feeds } from './calendar/subscriptions/feeds.ts'
import { CalendarNews } from './calendar/watch.ts'
import type { Config } from './config.ts'
import { ContactsAccounts } from './contacts/contacts-accounts.ts'
import { ContactsImports } from './contacts/import/imports.ts'
import { Directory } from './contacts/directory.ts'
import { WrittenPeople } from './contacts/written-people.ts'
import { ServiceBooks } from './contacts/service-books.ts'
import { ContactsNews } from './contacts/watch.ts'
import { Beat } from './dav/beat.ts'
import type { Db } from './db/open.ts'
import { accountIdOf } from './db/sessions.ts'
import { TenantDirectory } from './db/tenant-directory.ts'
import { accountKey } from './http/account.ts'
import type { OpenCredential } from './http/credential.ts'
import { closingJob, tenantExportJob } from './jobs/closing.ts'
import { calendarMailJob } from './jobs/calendar-mail.ts'
import { checksJob } from './jobs/checks.ts'
import { enrolmentJob, tidyDraftsJob } from './jobs/enrolment.ts'
import { Jobs } from './jobs/jobs.ts'
import { mailLogClientsJob, mailLogJob } from './jobs/mail-log.ts'
import { statusJob } from './jobs/status.ts'
import { registerJob } from './jobs/register.ts'
import { tidyCalendarJob } from './jobs/tidy-calendar.ts'
import { LiveAcross } from './live/across.ts'
import { LiveHub } from './live/hub.ts'
import { ImapAccounts } from './mail/imap-accounts.ts'
import { Outbox } from './mail/outbox/outbox.ts'
import { Watch } from './mail/watch.ts'
import type { FastifyBaseLogger } from 'fastify'
import { Streams } from './live/streams.ts'

interface NodeDeps {
  config: Config
  db: Db
  log: FastifyBaseLogger
}

export type ThisNode = ReturnType<typeof openNode>

/** What one node holds as long as it runs: sessions, connections, memories, what is on its way out, and its rounds of work. */
export function openNode({ config, db, log }: NodeDeps) {
  const onBug = (error: unknown): void => log.error(error)
  const tenants = new TenantDirectory(db, config.tenantsMs)
  const providers = new Providers(config)
  const grants: Grants = new Grants({
    db,
    config,
    providers,
    onEnded: ({ tenantId, accountId }) => ended(accountKey(tenantId, accountId)),
  })
  const openCredential: OpenCredential = (whose, sealed) => grants.open(whose, sealed)
  const sessions = new Sessions({ db, config, tenants, openCredential })
  const administrators = new Administrators({ db, tenants })
  const watches = new Map<string, Watch>()
  const hub: LiveHub = new LiveHub({
    across: (to, events) => across.tell(to, events),
    start: (key) => {
      const account = sessions.find(key)
      if (account === undefined) return
      watches.set(key, new Watch(account, () => sessions.find(key), imap))
      beat.start(account)
    },
    stop: (key) => {
      beat.stop(key)
      watches.get(key)?.close()
      watches.delete(key)
    },
  })
  const across = new LiveAcross({
    db,
    databaseUrl: config.databaseUrl,
    hub,
    onDone: ({ to, areas, mailboxes, tree }) => {
      if (areas.includes('mail')) imap.doubt(to)
      watches.get(to)?.lookAt({ mailboxes, tree }, (events) => hub.publishHere(to, events))
      if (areas.includes('calendar')) {
        calendars.doubt(to)
        feeds.doubt(to)
      }
      if (areas.includes('contacts')) contacts.doubt(to)
      if (areas.includes('admin')) tenants.forget()
      if (areas.includes('auth')) ended(to)
    },
  })
  const publish = (key: string, events: LiveEvent[]): void => hub.publish(key, events)
  const imap = new ImapAccounts({
    connectionsPerTenant: config.connectionsPerTenant,
    publish,
  })
  const feeds = new Feeds({ db, config, publish: (key, events) => hub.publish(key, events) })
  const undoPlace = { db, key: config.key }
  const calendars = new CalendarAccounts({
    feeds,
    undoPlace,
    publish,
    learned: (account, home) => serviceCalendars.learn(account, home),
  })
  const serviceCalendars = new ServiceCalendars({ db, key: config.key, accounts: calendars })
  const calendarNews = new CalendarNews({
    calendars,
    lent: (account) => lentTo({ db, services: serviceCalendars }, account),
  })
  const contacts: ContactsAccounts = new ContactsAccounts({
    undoPlace,
    publish,
    tellTenant: (tenantId, events) => hub.publishToTenant(tenantId, events),
    learned: (account, home) => serviceBooks.learn(account, home),
    ldapMs: config.ldapSeconds * 1000,
  })
  const serviceBooks = new ServiceBooks({ db, key: config.key, accounts: contacts })
  const directory = new Directory({ key: config.key, accounts: contacts })
  const beatMs = config.calendarBeatSeconds * 1000
  const contactsNews = new ContactsNews({
    contacts,
    directory,
    lent: (account) => lentTo({ db, services: serviceBooks }, account),
    beatMs,
  })
  const beat: Beat = new Beat({
    listeners: [calendarNews, contactsNews],
    find: (key) => sessions.find(key),
    beatMs,
  })
  const imports = new Imports({
    db,
    config,
    tenants,
    openCredential,
    calendars,
    publish,
  })
  const written = new WrittenPeople({ db, imap, publish: (key, events) => hub.publish(key, events) })
  const outbox = new Outbox({
    db,
    config,
    imap,
    hub,
    tenants,
    openCredential,
    onWritten: (account, people) => written.add(account, people),
  })
  const contactsImports = new ContactsImports({
    db,
    config,
    tenants,
    openCredential,
    contacts,
    directory,
    services: serviceBooks,
    publish,
  })

  const tellAccount = (tenantId: string, address: string, events: LiveEvent[]): void => {
    void accountIdOf(db, tenantId, address)
      .then((id) => id !== undefined && publish(accountKey(tenantId, id), events))
      .catch(onBug)
  }
  const mailer = new CalendarMailer({ db, config, tenants, services: serviceCalendars })
  const notices = new Notices({ db, config, tenants })
  const contactsDeps = {
    db,
    contacts,
    directory,
    services: serviceBooks,
    threads: contactsImports.threads,
  }
  const streams = new Streams((hashes) => sessions.endedOf(hashes))
  /** Nothing is kept of somebody who is out. */
  const forget = (key: string): void => {
    hub.close(key)
    imap.drop(key)
    calendars.drop(key)
    contacts.drop(key)
  }
  /** By the word of their provider, or of who administers: some sessions of a person, or of a body's people. */
  const ended = (key: string): void => void lookAgain(key).catch(onBug)
  const lookAgain = async (whose: string): Promise<void> => {
    const gone = await sessions.lookAgain(whose)
    await streams.look()
    for (const key of gone) forget(key)
  }
  /** Everybody of a body is out, at every node. */
  const bodyEnded = (tenantId: string): void => {
    ended(accountKey(tenantId, ''))
    void across.done(accountKey(tenantId, ''), 'auth')
  }
  const leaving = {
    key: config.key,
    services: serviceCalendars,
    contactsDeps,
    onEnded: bodyEnded,
    onBug,
  }
  const jobs = new Jobs({
    databaseUrl: config.databaseUrl,
    jobs: [
      calendarMailJob(mailer, config.calendarMailSeconds),
      tidyCalendarJob(db),
      registerJob(db, config),
      ...(config.checksSeconds === 0
        ? []
        : [checksJob({ db, config, onBug }, config.checksSeconds, notices)]),
      ...(config.statusSeconds === 0 ? [] : [statusJob(db, config.statusSeconds)]),
      enrolmentJob(db, notices),
      tidyDraftsJob(db),
      mailLogJob(db),
      mailLogClientsJob(db),
      closingJob(leaving),
      tenantExportJob(leaving),
    ],
    onError: (words) => log.error(`jobs: ${words}`),
  })

  return {
    config,
    db,
    onBug,
    tenants,
    providers,
    grants,
    sessions,
    administrators,
    hub,
    streams,
    across,
    imap,
    feeds,
    calendars,
    serviceCalendars,
    contacts,
    serviceBooks,
    directory,
    imports,
    contactsImports,
    contactsDeps,
    written,
    outbox,
    notices,
    tellAccount,
    forget,
    ended,
    bodyEnded,
    async close(): Promise<void> {
      await jobs.close()
      sessions.close()
      grants.close()
      hub.closeAll()
      await across.close()
      beat.close()
      outbox.close()
      imports.close()
      contactsImports.close()
      feeds.close()
      calendars.close()
      contacts.close()
      imap.close()
    },
  }
}
