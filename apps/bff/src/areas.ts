import type { FastifyInstance } from 'fastify'
import type { LiveEvent } from '@staffetta/contract'
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
import { mountAdminAccess } from './auth/admin-routes.ts'
import { Comings } from './auth/comings.ts'
import { OidcSignIn } from './auth/oidc/oidc-sign-in.ts'
import { mountOidc, providersEnd } from './auth/oidc/routes.ts'
import { mountAuth } from './auth/routes.ts'
import { Passkeys } from './auth/passkeys.ts'
import { SecondFactor } from './auth/second-factor.ts'
import { adoptProof } from './auth/proof.ts'
import { SignIn } from './auth/sign-in.ts'
import { mountImport } from './calendar/import/routes.ts'
import { mountCalendarMail } from './calendar/mail/routes.ts'
import { mountReminders } from './calendar/reminders/routes.ts'
import { resourceStandings } from './calendar/resources/standing.ts'
import { mountCalendar } from './calendar/routes.ts'
import { mountEnrolment } from './enrolment/routes.ts'
import { UNDO_SECONDS } from './dav/undo-list.ts'
import { mountSubscriptions } from './calendar/subscriptions/routes.ts'
import { mountAdminClosing } from './closing/routes.ts'
import { mountChecks } from './checks/routes.ts'
import { mountContactsImport } from './contacts/import/routes.ts'
import { mountContacts } from './contacts/routes.ts'
import { accountKey } from './http/account.ts'
import { IMPORT_DAYS } from './jobs/tidy-calendar.ts'
import { mountLive } from './live/routes.ts'
import { UPLOADS_KEPT_HOURS } from './mail/outbox/courier.ts'
import { mountMail } from './mail/routes.ts'
import { mountOwnData } from './own-data/routes.ts'
import { mountPrivacy } from './privacy/routes.ts'
import { mountPrograms } from './programs/routes.ts'
import { answerPrograms } from './programs/well-known.ts'
import { mountStatus } from './status/routes.ts'
import { mountSettings } from './settings/routes.ts'
import type { ThisNode } from './node.ts'

/** Every route of the contract, area by area. What an area needs of the node its own `mount…` says. */
export function mountAreas(app: FastifyInstance, node: ThisNode): void {
  mountAccess(app, node)
  mountAdministration(app, node)
  mountDailyWork(app, node)
}

/** Signing in, by password or by a provider, and proving more than that to administer. */
function mountAccess(app: FastifyInstance, node: ThisNode): void {
  const { db, config, tenants, sessions, providers, grants, administrators, imap, forget, ended } = node
  const comings = new Comings({ db, tenants })
  mountAuth(app, {
    db,
    config,
    tenants,
    sessions,
    signIn: new SignIn({ db, tenants, sessions, imap }),
    comings,
    providersEnd: (request, account) => providersEnd({ config, providers, grants }, request, account),
    onSignedOut: forget,
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
}

/** What operators and the bodies' own administrators see and set. */
function mountAdministration(app: FastifyInstance, node: ThisNode): void {
  const { db, config, hub, serviceCalendars, bodyEnded } = node
  mountAdmin(app, node)
  mountAdminPeople(app, { db, onEnded: bodyEnded })
  mountAdminClosing(app, { db, key: config.key, onDeleted: bodyEnded })
  mountAdminEnrolments(app, node)
  const tell = (to: string, events: LiveEvent[]): void => hub.publish(to, events)
  mountAdminAnnouncements(app, { db, tell })
  mountAnnouncements(app, { db, publish: tell })
  mountAdminConfiguration(app, node)
  mountAdminDirectory(app, node)
  mountAdminDomains(app, node)
  mountAdminResources(app, {
    db,
    calendarsOf: (tenant) => resourceStandings({ db, services: serviceCalendars }, tenant),
  })
  mountAdminServers(app, node)
  mountChecks(app, { ...node, runsByItself: config.checksSeconds > 0 })
  mountAdminIdentity(app, node)
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
}

/** What people work with all day. */
function mountDailyWork(app: FastifyInstance, node: ThisNode): void {
  const { config, tenants, hub, serviceCalendars, serviceBooks, contactsImports } = node
  const calendar = { ...node, services: serviceCalendars }
  const contacts = { ...node, services: serviceBooks }
  mountSettings(app, node)
  mountStatus(app, { ...node, everySeconds: config.statusSeconds })
  mountPrivacy(app, node)
  mountPrograms(app, { key: config.key, tenants })
  answerPrograms(app, tenants)
  mountEnrolment(app, node)
  mountMail(app, node)
  mountCalendar(app, {
    ...calendar,
    tellTenant: (tenantId, events) => hub.publishToTenant(tenantId, events),
  })
  mountContacts(app, contacts)
  mountContactsImport(app, { ...contacts, imports: contactsImports })
  mountImport(app, calendar)
  mountSubscriptions(app, node)
  mountOwnData(app, calendar)
  mountReminders(app, calendar)
  mountCalendarMail(app, calendar)
  mountLive(app, node)
}
