import type { LiveEvent } from '@staffetta/contract'
import cookies from '@fastify/cookie'
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { mountAdminAnnouncements } from './admin/announcement-routes.ts'
import { mountAdminConfiguration } from './admin/configuration/routes.ts'
import { mountAdminDirectory } from './admin/directory-routes.ts'
import { mountAdminDomains } from './admin/domain-routes.ts'
import { mountAdminResources } from './admin/resource-routes.ts'
import { mountAdminServers } from './admin/server-routes.ts'
import { mountAdminIdentity } from './admin/identity-routes.ts'
import { mountAdminEnrolments } from './admin/enrolment-routes.ts'
import { mountAdminPeople } from './admin/people/routes.ts'
import { mountAdminRetention } from './admin/retention/routes.ts'
import { mountAdmin } from './admin/routes.ts'
import { mountAnnouncements } from './announcements/routes.ts'
import { Administrators } from './auth/administrators.ts'
import { mountAdminAccess } from './auth/admin-routes.ts'
import { Comings } from './auth/comings.ts'
import { Grants } from './auth/oidc/grants.ts'
import { OidcSignIn } from './auth/oidc/oidc-sign-in.ts'
import { Providers } from './auth/oidc/provider.ts'
import { mountOidc, providersEnd } from './auth/oidc/routes.ts'
import { mountAuth } from './auth/routes.ts'
import { COOKIE } from './auth/session-cookie.ts'
import { Passkeys } from './auth/passkeys.ts'
import { SecondFactor } from './auth/second-factor.ts'
import { Sessions } from './auth/sessions.ts'
import { checkMeant } from './auth/several-bodies.ts'
import { adoptProof } from './auth/proof.ts'
import { SignIn } from './auth/sign-in.ts'
import { CalendarAccounts } from './calendar/account/calendar-accounts.ts'
import { Imports } from './calendar/import/imports.ts'
import { mountImport } from './calendar/import/routes.ts'
import { CalendarMailer } from './calendar/mail/calendar-mail.ts'
import { mountCalendarMail } from './calendar/mail/routes.ts'
import { mountReminders } from './calendar/reminders/routes.ts'
import { resourceStandings } from './calendar/resources/standing.ts'
import { mountCalendar } from './calendar/routes.ts'
import { Notices } from './enrolment/notices.ts'
import { mountEnrolment } from './enrolment/routes.ts'
import { lentTo } from './dav/lent.ts'
import { UNDO_SECONDS } from './dav/undo-list.ts'
import { ServiceCalendars } from './calendar/account/service-calendars.ts'
import { Feeds } from './calendar/subscriptions/feeds.ts'
import { mountSubscriptions } from './calendar/subscriptions/routes.ts'
import { CalendarNews } from './calendar/watch.ts'
import { mountAdminClosing } from './closing/routes.ts'
import { mountChecks } from './checks/routes.ts'
import type { Config } from './config.ts'
import { ContactsAccounts } from './contacts/contacts-accounts.ts'
import { ContactsImports } from './contacts/import/imports.ts'
import { mountContactsImport } from './contacts/import/routes.ts'
import { Directory } from './contacts/directory.ts'
import { mountContacts } from './contacts/routes.ts'
import { WrittenPeople } from './contacts/written-people.ts'
import { ServiceBooks } from './contacts/service-books.ts'
import { ContactsNews } from './contacts/watch.ts'
import { Beat } from './dav/beat.ts'
import type { Db } from './db/open.ts'
import { accountIdOf } from './db/sessions.ts'
import { TenantDirectory } from './db/tenant-directory.ts'
import { accountKey } from './http/account.ts'
import { AppError } from './http/app-error.ts'
import { compressJson } from './http/compress.ts'
import type { OpenCredential } from './http/credential.ts'
import { answerErrors } from './http/errors.ts'
import { checkOrigin } from './http/origin.ts'
import { sendSecurityHeaders } from './http/security-headers.ts'
import { serveWeb } from './http/static.ts'
import { useStrictValidation } from './http/validation.ts'
import { closingJob, tenantExportJob } from './jobs/closing.ts'
import { calendarMailJob } from './jobs/calendar-mail.ts'
import { checksJob } from './jobs/checks.ts'
import { enrolmentJob, tidyDraftsJob } from './jobs/enrolment.ts'
import { Jobs } from './jobs/jobs.ts'
import { mailLogClientsJob, mailLogJob } from './jobs/mail-log.ts'
import { statusJob } from './jobs/status.ts'
import { registerJob } from './jobs/register.ts'
import { IMPORT_DAYS, tidyCalendarJob } from './jobs/tidy-calendar.ts'
import { LiveAcross } from './live/across.ts'
import { LiveHub } from './live/hub.ts'
import { mountLive } from './live/routes.ts'
import { ImapAccounts } from './mail/imap-accounts.ts'
import { Outbox, UPLOADS_KEPT_HOURS } from './mail/outbox.ts'
import { mountMail } from './mail/routes.ts'
import { Watch } from './mail/watch.ts'
import { mountOwnData } from './own-data/routes.ts'
import { mountPrivacy } from './privacy/routes.ts'
import { mountPrograms } from './programs/routes.ts'
import { answerPrograms } from './programs/well-known.ts'
import { logOptions, logRequests } from './operation/log.ts'
import { mountMetrics } from './operation/metrics.ts'
import { describeApi } from './operation/openapi.ts'
import { mountStatus } from './status/routes.ts'
import { mountSettings } from './settings/routes.ts'

export interface AppDeps {
  config: Config
  db: Db
  /** Told of every route as it is mounted: the guardrails compare with the contract. */
  onRoute?: (route: RouteOptions) => void
}

/** The whole server as a value: plugins in a visible order, then one line for each area. Listens to nothing by itself. */
export async function buildApp({ config, db, onRoute }: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    ...logOptions(config.logLevel),
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    bodyLimit: 25_000_000,
    routerOptions: { maxParamLength: 3000 },
    forceCloseConnections: true,
  })
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
  const imap = new ImapAccounts({
    connectionsPerTenant: config.connectionsPerTenant,
    publish: (key, events) => hub.publish(key, events),
  })
  const feeds = new Feeds({ db, config, publish: (key, events) => hub.publish(key, events) })
  const undoPlace = { db, key: config.key }
  const calendars = new CalendarAccounts({
    feeds,
    undoPlace,
    publish: (key, events) => hub.publish(key, events),
    learned: (account, home) => serviceCalendars.learn(account, home),
  })
  const serviceCalendars = new ServiceCalendars({ db, key: config.key, accounts: calendars })
  const calendarNews = new CalendarNews({
    calendars,
    lent: (account) => lentTo({ db, services: serviceCalendars }, account),
  })
  const contacts: ContactsAccounts = new ContactsAccounts({
    undoPlace,
    publish: (key, events) => hub.publish(key, events),
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
    publish: (key, events) => hub.publish(key, events),
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
    publish: (key, events) => hub.publish(key, events),
  })

  const tellAccount = (tenantId: string, address: string, events: LiveEvent[]): void => {
    void accountIdOf(db, tenantId, address)
      .then((id) => id !== undefined && hub.publish(accountKey(tenantId, id), events))
      .catch((error: unknown) => app.log.error(error))
  }
  const mailer = new CalendarMailer({ db, config, tenants, services: serviceCalendars })
  const notices = new Notices({ db, config, tenants })
  const checks = { db, config, onBug: (error: unknown) => app.log.error(error) }
  const contactsDeps = {
    db,
    contacts,
    directory,
    services: serviceBooks,
    threads: contactsImports.threads,
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
    onBug: checks.onBug,
  }
  const jobs = new Jobs({
    databaseUrl: config.databaseUrl,
    jobs: [
      calendarMailJob(mailer, config.calendarMailSeconds),
      tidyCalendarJob(db),
      registerJob(db, config),
      ...(config.checksSeconds === 0 ? [] : [checksJob(checks, config.checksSeconds, notices)]),
      ...(config.statusSeconds === 0 ? [] : [statusJob(db, config.statusSeconds)]),
      enrolmentJob(db, notices),
      tidyDraftsJob(db),
      mailLogJob(db),
      mailLogClientsJob(db),
      closingJob(leaving),
      tenantExportJob(leaving),
    ],
    onError: (words) => app.log.error(`jobs: ${words}`),
  })

  if (onRoute !== undefined) app.addHook('onRoute', onRoute)
  logRequests(app)
  useStrictValidation(app)
  answerErrors(app)
  sendSecurityHeaders(app)
  compressJson(app)
  await app.register(cookies)
  app.decorate('authenticate', async (request) => {
    const session = await sessions.resume(request.cookies[COOKIE])
    checkMeant(request, session.account)
    return session
  })
  app.decorate('checkOrigin', (request) => checkOrigin(request, config.publicUrl))
  app.decorate('checkToken', (request, signedIn) => {
    if (request.headers['x-csrf-token'] !== sessions.tokenOf(signedIn))
      throw new AppError('request/forgery-suspected')
  })
  app.decorate('authorise', (request, route, signedIn) => administrators.authorise(request, route, signedIn))
  app.decorate('done', ({ path }, { account }) => {
    const area = path.split('/')[2] ?? ''
    if (area === 'admin') tenants.forget()
    return across.done(account.key, area)
  })
  app.decorateRequest('signedIn')
  app.decorateRequest('administrator')

  app.get('/healthz', async () => ({ ok: true }))
  mountMetrics(app, {
    db,
    token: config.metricsToken,
    streams: () => hub.streams,
    imapConnections: () => imap.connections,
  })
  await describeApi(app)
  const onSignedOut = (key: string): void => {
    hub.close(key)
    imap.drop(key)
    calendars.drop(key)
    contacts.drop(key)
  }
  /** By the word of their provider, or of who administers: some sessions of a person, or of a body's people. */
  const ended = (key: string): void => void lookAgain(key).catch((error: unknown) => app.log.error(error))
  const lookAgain = async (whose: string): Promise<void> => {
    const gone = await sessions.lookAgain(whose)
    await lookAtStreams()
    for (const key of gone) onSignedOut(key)
  }
  const comings = new Comings({ db, tenants })
  mountAuth(app, {
    db,
    config,
    tenants,
    sessions,
    signIn: new SignIn({ db, tenants, sessions, imap }),
    comings,
    providersEnd: (request, account) => providersEnd({ config, providers, grants }, request, account),
    onSignedOut,
  })
  mountOidc(app, {
    db,
    config,
    tenants,
    sessions,
    providers,
    comings,
    oidcSignIn: new OidcSignIn({
      db,
      config,
      tenants,
      sessions,
      providers,
      grants,
      onProved: (session, proof) => adoptProof(imap, session, proof),
    }),
    onEnded: ({ tenantId, accountId }) => ended(accountKey(tenantId, accountId)),
  })
  const secondFactor = new SecondFactor({ db, key: config.key })
  const passkeys = new Passkeys({ db, secondFactor, publicUrl: config.publicUrl })
  mountAdminAccess(app, { db, administrators, secondFactor, passkeys })
  mountAdmin(app, { db, config })
  mountAdminPeople(app, { db, onEnded: bodyEnded })
  mountAdminClosing(app, { db, key: config.key, onDeleted: bodyEnded })
  mountAdminEnrolments(app, { ...checks, notices })
  const tell = (to: string, events: LiveEvent[]): void => hub.publish(to, events)
  mountAdminAnnouncements(app, { db, tell })
  mountAnnouncements(app, { db, publish: tell })
  mountAdminConfiguration(app, { ...checks, providers })
  mountAdminDirectory(app, checks)
  mountAdminDomains(app, checks)
  mountAdminResources(app, {
    db,
    calendarsOf: (tenant) => resourceStandings({ db, services: serviceCalendars }, tenant),
  })
  mountAdminServers(app, checks)
  mountAdminIdentity(app, { db, config, providers })
  mountAdminRetention(app, {
    db,
    kept: {
      registerMonths: config.registerMonths,
      idleSeconds: config.idleSeconds,
      sharedIdleSeconds: config.sharedIdleSeconds,
      absoluteSeconds: config.absoluteSeconds,
      undoSeconds: UNDO_SECONDS,
      uploadHours: UPLOADS_KEPT_HOURS,
      importDays: IMPORT_DAYS,
    },
  })
  mountSettings(app, { db })
  mountStatus(app, { db, tenants, everySeconds: config.statusSeconds })
  mountPrivacy(app, { db, tenants })
  mountPrograms(app, { key: config.key, tenants })
  answerPrograms(app, tenants)
  mountEnrolment(app, { db, config, tenants, notices })
  mountMail(app, { db, config, imap, hub, tenants, outbox })
  mountCalendar(app, {
    db,
    calendars,
    services: serviceCalendars,
    outbox,
    imap,
    tellTenant: (tenantId, events) => hub.publishToTenant(tenantId, events),
    tellAccount,
  })
  mountContacts(app, { db, contacts, directory, services: serviceBooks, written, tellAccount })
  mountContactsImport(app, {
    db,
    contacts,
    directory,
    services: serviceBooks,
    imports: contactsImports,
    imap,
  })
  mountImport(app, { db, services: serviceCalendars, calendars, imports, imap })
  mountSubscriptions(app, { calendars, feeds })
  mountOwnData(app, {
    contactsDeps,
    calendars,
    services: serviceCalendars,
    imap,
  })
  mountReminders(app, { db, calendars, services: serviceCalendars })
  mountCalendarMail(app, { db, config, services: serviceCalendars })
  mountChecks(app, { ...checks, runsByItself: config.checksSeconds > 0 })
  const lookAtStreams = mountLive(app, hub, (hashes) => sessions.endedOf(hashes))
  await serveWeb(app, config.webRoot)

  app.addHook('onClose', async () => {
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
  })
  return app
}
