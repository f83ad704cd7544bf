import type { Role } from '@staffetta/contract'
import { createFormats, createTranslator, loadAreaCatalogue, loadCatalogue } from '@staffetta/i18n'
import { insertLetter } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import { findPreferences } from '../db/preferences.ts'
import { accountIdOf } from '../db/sessions.ts'
import { listTenants, type Tenant } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { accessWords, type Language } from './access-words.ts'

/** What is another now in how somebody comes to administer. */
export type AccessChange =
  | { what: 'key-added' | 'key-removed'; name: string }
  | { what: 'code-set' | 'code-removed' | 'recovery-renewed' | 'factors-removed' }
  | { what: 'recovery-used'; left: number }
  /** `scopeId` null: for every body. */
  | { what: 'role-granted' | 'role-ended'; role: Role; scopeId: string | null }

interface Person {
  tenantId: string
  address: string
}

/**
 * A letter to whoever administers that their access is not what it was: who did not do it themselves learns of it where they
 * look every day. In the transaction of what changes; it leaves later, by the provider, and nothing waits for it.
 */
export async function tellOfAccess(
  tx: Db,
  person: Person,
  actor: Actor,
  change: AccessChange,
): Promise<void> {
  const tenants = await listTenants(tx)
  const provider = tenants.find(({ isProvider }) => isProvider)
  if (provider === undefined) return
  const language = await languageOf(tx, person, tenants)
  const said = accessWords[language]
  const isOwn = actor.kind === 'person' && actor.name === person.address.toLowerCase()
  const { subject, text } = said.changes[change.what]
  const { fine, wrong } = isOwn ? said.own : said.others
  const { help } = provider
  const lines = [
    filled(text, await valuesOf(change, language, tenants)),
    '',
    `${said.when}: ${await now(language)}`,
    ...(isOwn ? [] : [`${said.by}: ${actor.kind === 'person' ? actor.name : said.installation}`]),
    '',
    fine,
    filled(wrong, { call: help === null ? said.tell : said.call }),
    ...(help === null ? [] : [filled(said.help, { help })]),
    '',
    said.safe,
    said.unread,
    '',
  ]
  const says = { kind: 'text', subject, text: lines.join('\n') } as const
  await insertLetter(tx, person.tenantId, { address: person.address, says, once: null, inSeconds: 0 })
}

async function valuesOf(
  change: AccessChange,
  language: Language,
  tenants: Tenant[],
): Promise<Record<string, string>> {
  if ('name' in change) return { name: unlinked(change.name) }
  if ('left' in change) return { left: String(change.left) }
  if (!('role' in change)) return {}
  const said = accessWords[language]
  const body = tenants.find(({ id }) => id === change.scopeId)
  return {
    role: (await translatorIn(language))(`admin.roles.${change.role}`),
    scope: body === undefined ? said.everyBody : filled(said.oneBody, { body: body.name }),
  }
}

async function now(language: Language): Promise<string> {
  const formats = createFormats(language, await translatorIn(language), { timeZone: 'Europe/Rome' })
  return formats.full(new Date().toISOString())
}

async function translatorIn(language: Language) {
  return createTranslator(language, await loadCatalogue(language), await loadAreaCatalogue('admin', language))
}

/** What they chose; else what their body has; else Italian. */
async function languageOf(tx: Db, { tenantId, address }: Person, tenants: Tenant[]): Promise<Language> {
  const accountId = await accountIdOf(tx, tenantId, address)
  const stored = accountId === undefined ? undefined : await findPreferences(tx, accountId)
  const rules = tenants.find(({ id }) => id === tenantId)?.rules
  const usual = rules?.find(({ name }) => name === 'language')?.value
  const { language = usual } = (stored ?? {}) as { language?: unknown }
  return language === 'en' ? 'en' : 'it'
}

/** Whoever got in names their key: nothing of it becomes a link in a letter of ours. */
function unlinked(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}'’()-]+/gu, ' ').trim()
}

function filled(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
