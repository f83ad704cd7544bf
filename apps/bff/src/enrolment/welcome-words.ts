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
    help: 'Help: {help}',
    unread: 'Nobody reads answers to this mailbox.',
  },
} as const

const services = ['mail', 'calendar', 'contacts'] as const

/** What is on when it is sent, where one enters, and what is to be done first. */
export function welcomeWords(
  tenant: Tenant,
  { language, publicUrl, help }: { language: 'it' | 'en'; publicUrl: URL; help: string | null },
): NoticeWords {
  const said = words[language]
  const named = (text: string) => text.replace('{body}', () => tenant.name)
  const place = new URL(publicUrl)
  place.hostname = tenant.hosts[0] ?? place.hostname
  const on = services.filter((one) => tenant.services.includes(one)).map((one) => said.services[one])
  return {
    subject: named(said.subject),
    text: [
      named(said.on).replace('{services}', () => on.join(', ')),
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
      ...(help === null ? [] : ['', said.help.replace('{help}', () => help)]),
      '',
      said.unread,
      '',
    ].join('\n'),
  }
}
