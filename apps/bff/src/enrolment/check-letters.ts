import type { CheckOutcome } from '@staffetta/contract'
import { createFormats, createTranslator, loadAreaCatalogue, loadCatalogue } from '@staffetta/i18n'
import { createSayings } from '@staffetta/i18n/sayings'
import { insertLetter } from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import type { Tenant } from '../db/tenants.ts'
import { administratorsOf, type Contact, contactsOf } from './contacts.ts'

const words = {
  it: {
    missing: {
      subject: '{body}: record da pubblicare nel DNS',
      lead: 'Per completare {body} mancano questi record nel DNS. Li pubblica chi gestisce i domini dell’ente, così come sono scritti qui.',
      end: 'Ci possono volere alcune ore prima che si vedano: chi gestisce il servizio ricontrolla. Non serve rispondere.',
    },
    worse: {
      subject: '{body}: una verifica è peggiorata',
      lead: 'La verifica settimanale di {body} ha trovato qualcosa che prima andava meglio.',
      end: 'Per vedere tutto e ricontrollare: {link}',
    },
    name: 'Nome',
    type: 'Tipo',
    value: 'Valore',
    since: 'Da',
    unread: 'Questa casella non legge le risposte.',
  },
  en: {
    missing: {
      subject: '{body}: records to publish in the DNS',
      lead: 'These records are still missing in the DNS of {body}. Whoever runs its domains publishes them as they are written here.',
      end: 'It may take some hours before they are seen: whoever runs the service checks again. There is no need to answer.',
    },
    worse: {
      subject: '{body}: a check became worse',
      lead: 'The weekly checks of {body} found something that was better before.',
      end: 'To see everything and check again: {link}',
    },
    name: 'Name',
    type: 'Type',
    value: 'Value',
    since: 'Since',
    unread: 'Nobody reads answers to this mailbox.',
  },
} as const

/** What can be published, of what is not as it should be. */
export function missingRecords(outcomes: CheckOutcome[]): CheckOutcome[] {
  return outcomes
    .filter(({ state }) => state === 'error' || state === 'attention')
    .map((outcome) => ({ ...outcome, records: outcome.records.filter(({ type }) => type !== '$') }))
    .filter(({ records }) => records.length > 0)
}

/** To the body's contact, as often as an operator says so. Gives back whom it goes to. */
export async function sendMissing(
  db: Db,
  tenant: Tenant,
  outcomes: CheckOutcome[],
  publicUrl: URL,
): Promise<string[]> {
  const contacts = await contactsOf(db, tenant.id)
  await send(db, tenant, contacts, { why: 'missing', outcomes, publicUrl, once: null })
  return contacts.map(({ address }) => address)
}

/** One letter to each of the body's administrators, whatever became worse in this look. */
export async function tellWorse(
  db: Db,
  tenant: Tenant,
  outcomes: CheckOutcome[],
  publicUrl: URL,
): Promise<void> {
  const [first] = outcomes
  if (first === undefined) return
  const contacts = await administratorsOf(db, tenant.id)
  await send(db, tenant, contacts, { why: 'worse', outcomes, publicUrl, once: `worse ${first.ranAt}` })
}

interface Letter {
  why: 'missing' | 'worse'
  outcomes: CheckOutcome[]
  publicUrl: URL
  once: string | null
}

async function send(db: Db, tenant: Tenant, contacts: Contact[], letter: Letter): Promise<void> {
  for (const { address, language } of contacts) {
    const says = { kind: 'text' as const, ...(await composed(tenant, language, letter)) }
    await insertLetter(db, tenant.id, { address, says, once: letter.once, inSeconds: 0 })
  }
}

async function composed(tenant: Tenant, language: 'it' | 'en', { why, outcomes, publicUrl }: Letter) {
  const t = createTranslator(
    language,
    await loadCatalogue(language),
    await loadAreaCatalogue('checks', language),
  )
  const formats = createFormats(language, t, { timeZone: 'Europe/Rome' })
  const say = createSayings(t, formats)
  const said = words[language]
  const named = (text: string) => text.replace('{body}', () => tenant.name)
  const blocks = outcomes.map(({ check, subject, headline, consequence, records, changedAt }) =>
    [
      `* ${t(`checks.names.${check}`)}${subject === '' ? '' : ` (${subject})`}: ${say(headline)}`,
      ...(why === 'worse' && changedAt !== null ? [`  ${said.since}: ${formats.full(changedAt)}`] : []),
      ...(consequence === null ? [] : [`  ${say(consequence)}`]),
      ...records
        .filter(({ type }) => type !== '$')
        .flatMap(({ name, type, value }) => [
          '',
          `  ${said.name}: ${name}`,
          `  ${said.type}: ${type}`,
          `  ${said.value}: ${value}`,
        ]),
    ].join('\n'),
  )
  const link = new URL(`/admin/bodies/${tenant.id}/checks`, publicUrl).href
  return {
    subject: named(said[why].subject),
    text: [
      named(said[why].lead),
      ...blocks.flatMap((block) => ['', block]),
      '',
      said[why].end.replace('{link}', () => link),
      '',
      said.unread,
      '',
    ].join('\n'),
  }
}
