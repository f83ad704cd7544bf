import type { Tenant } from '../db/tenants.ts'
import type { NoticeWords } from '../mail/compose.ts'

const words = {
  it: {
    subject: '{body}: i servizi sono accesi',
    on: 'Per {body} sono accesi: {services}.',
    services: { mail: 'posta', calendar: 'agenda', contacts: 'rubrica' },
    enter: 'Le persone entrano da qui, con il loro indirizzo e la loro password:',
    begin: 'Per cominciare, chi amministra l’ente apre Gestione e guarda:',
    steps: [
      'Domini e Server: tutto provato',
      'Verifiche: niente da sistemare',
      'Aspetto: nome, stemma, colore e a chi chiedere aiuto',
      'Informativa: il testo sulla privacy',
      'Persone: chi può entrare',
    ],
    programs:
      'I programmi di posta già in uso continuano a funzionare. Per aggiungerne altri, ognuno trova i dati in Impostazioni, Altri programmi.',
    status: 'Se qualcosa non funziona, lo dice questa pagina:',
    entrance: {
      subject: 'Posta, agenda e rubrica di {body} nel browser',
      lead: '{body} ti ha dato accesso a: {services}.',
      enter: 'Entra da qui, con il tuo indirizzo e la password che usi già:',
      programs: 'I programmi che usi per la posta, e il telefono, continuano a funzionare come prima.',
      safe: 'Non ti chiediamo mai la password per mail.',
    },
    help: 'Assistenza: {help}',
    unread: 'Questa casella non legge le risposte.',
  },
  en: {
    subject: '{body}: the services are on',
    on: 'On for {body}: {services}.',
    services: { mail: 'mail', calendar: 'calendar', contacts: 'address book' },
    enter: 'People sign in here, with their address and password:',
    begin: 'To begin with, whoever administers the body opens Administration and looks at:',
    steps: [
      'Domains and Servers: everything proved',
      'Checks: nothing to mend',
      'Look: name, crest, colour, and whom to ask for help',
      'Notice: the text about privacy',
      'People: who may sign in',
    ],
    programs:
      'Mail programs that are in use go on working. To add others, everybody finds what to type under Settings, Other programs.',
    status: 'When something does not work, this page says so:',
    entrance: {
      subject: 'Mail, calendar and address book of {body} in the browser',
      lead: '{body} has given you access to: {services}.',
      enter: 'Enter here, with your address and the password you use already:',
      programs: 'The mail programs and the telephone you use go on working as before.',
      safe: 'We never ask for your password by mail.',
    },
    help: 'Help: {help}',
    unread: 'Nobody reads answers to this mailbox.',
  },
} as const

const services = ['mail', 'calendar', 'contacts'] as const

interface About {
  language: 'it' | 'en'
  publicUrl: URL
  help: string | null
}

/** What is on when it is sent, where one enters, and what is to be done first. */
export function welcomeWords(tenant: Tenant, about: About): NoticeWords {
  const said = words[about.language]
  const place = placeOf(tenant, about)
  return {
    subject: named(said.subject, tenant),
    text: [
      named(said.on, tenant).replace('{services}', () => servicesOf(tenant, about)),
      '',
      said.enter,
      new URL('/', place).href,
      '',
      said.begin,
      ...said.steps.map((step, at) => `${at + 1}. ${step}`),
      new URL(`/admin/bodies/${tenant.id}/overview`, place).href,
      '',
      said.programs,
      '',
      said.status,
      new URL('/stato', place).href,
      ...endOf(about),
    ].join('\n'),
  }
}

/** To one of its people: what they may use, and where. */
export function entranceWords(tenant: Tenant, about: About): NoticeWords {
  const said = words[about.language].entrance
  return {
    subject: named(said.subject, tenant),
    text: [
      named(said.lead, tenant).replace('{services}', () => servicesOf(tenant, about)),
      '',
      said.enter,
      new URL('/', placeOf(tenant, about)).href,
      '',
      said.programs,
      said.safe,
      ...endOf(about),
    ].join('\n'),
  }
}

const named = (text: string, { name }: Tenant) => text.replace('{body}', () => name)

function servicesOf(tenant: Tenant, { language }: About): string {
  const on = services.filter((one) => tenant.services.includes(one))
  return on.map((one) => words[language].services[one]).join(', ')
}

/** A body's people enter by its own name, where it has one. */
function placeOf({ hosts }: Tenant, { publicUrl }: About): URL {
  const place = new URL(publicUrl)
  place.hostname = hosts[0] ?? place.hostname
  return place
}

function endOf({ language, help }: About): string[] {
  const said = words[language]
  return [...(help === null ? [] : ['', said.help.replace('{help}', () => help)]), '', said.unread, '']
}
