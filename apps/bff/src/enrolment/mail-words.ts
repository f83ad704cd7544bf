import type { TenantState } from '@staffetta/contract'
import type { NoticeSays } from '../db/schema/enrolment.ts'
import type { NoticeWords } from '../mail/compose.ts'

type Language = 'it' | 'en'

const words = {
  it: {
    link: {
      subject: 'La tua richiesta per {body}: come riprenderla',
      text: 'La richiesta dei servizi di posta, agenda e rubrica per {body} è salvata in bozza. Per continuarla, da qualunque computer, apri questo indirizzo:',
    },
    states: {
      sent: 'Abbiamo ricevuto la richiesta',
      'in-check': 'La richiesta è in verifica',
      'more-asked': 'Servono integrazioni alla richiesta',
      approved: 'La richiesta è approvata',
      activating: 'Il servizio è in attivazione',
      active: 'Il servizio è attivo',
      suspended: 'Il servizio è sospeso',
      closing: 'Il servizio è in dismissione',
      closed: 'La richiesta è chiusa',
    },
    next: {
      sent: 'Di solito rispondiamo entro 5 giorni lavorativi. Ti scriviamo a ogni passaggio.',
      'in-check': 'Verifichiamo domini e server. Non devi fare nulla.',
      'more-asked': 'Apri la richiesta, completa quello che manca e inviala di nuovo:',
      approved: 'Prepariamo il servizio. Ti scriviamo quando è pronto.',
      activating: 'Ti scriviamo quando le persone possono accedere.',
      active: 'Le persone dell’ente possono accedere con il loro indirizzo e la loro password.',
      suspended:
        'Le persone non possono accedere da qui. La posta continua ad arrivare e gli altri programmi continuano a funzionare.',
      closing: 'I dati restano disponibili finché la chiusura non è completa.',
      closed: '',
    },
    reason: 'Motivo',
    scheduled: 'alla data prevista',
    see: 'Per vedere la richiesta:',
    unnamed: 'il tuo ente',
    why: 'Ricevi questo messaggio perché il tuo indirizzo è indicato come quello di chi richiede. Chi ha l’indirizzo qui sopra può vedere e modificare la richiesta: non inoltrarlo. Questa casella non legge le risposte.',
    help: 'Assistenza: {help}',
  },
  en: {
    link: {
      subject: 'Your request for {body}: how to go on with it',
      text: 'The request of mail, calendar and address books for {body} is saved as a draft. To go on with it, from any computer, open this address:',
    },
    states: {
      sent: 'We have received the request',
      'in-check': 'The request is being checked',
      'more-asked': 'The request needs more information',
      approved: 'The request is approved',
      activating: 'The service is being set up',
      active: 'The service is on',
      suspended: 'The service is suspended',
      closing: 'The service is being closed',
      closed: 'The request is closed',
    },
    next: {
      sent: 'Usually we answer within 5 working days. We write to you at every step.',
      'in-check': 'We check domains and servers. There is nothing you need to do.',
      'more-asked': 'Open the request, complete what is missing and send it again:',
      approved: 'We prepare the service. We write to you when it is ready.',
      activating: 'We write to you when people can sign in.',
      active: 'The people of your body can sign in with their address and password.',
      suspended: 'People cannot sign in here. Mail is still delivered, and other programs go on working.',
      closing: 'Data stay available until everything is closed.',
      closed: '',
    },
    reason: 'Reason',
    scheduled: 'at the date that was set',
    see: 'To see the request:',
    unnamed: 'your body',
    why: 'You get this message because your address is given as that of whoever asks. Whoever has the address above can see and change the request: do not forward it. Nobody reads answers to this mailbox.',
    help: 'Help: {help}',
  },
} as const

/** Plain text: it is read by whoever asked, in whatever program a body without our service has. */
export function noticeWords(
  says: NoticeSays,
  about: { language: Language; body: string; link: string; help: string | null },
): NoticeWords {
  const said = words[about.language]
  const body = about.body.trim() || said.unnamed
  const named = (text: string) => text.replace('{body}', () => body)
  const end = [
    ...(about.help === null ? [] : ['', said.help.replace('{help}', () => about.help!)]),
    '',
    said.why,
    '',
  ]
  if (says.kind === 'link')
    return {
      subject: named(said.link.subject),
      text: [named(said.link.text), '', about.link, ...end].join('\n'),
    }
  const next: string = said.next[says.state]
  const asksBack = says.state === 'more-asked'
  const reason = says.reason === 'scheduled' ? said.scheduled : says.reason
  return {
    subject: `${stateWords(says.state, about.language)}: ${body}`,
    text: [
      `${stateWords(says.state, about.language)}.`,
      ...(reason === '' ? [] : ['', `${said.reason}: ${reason}`]),
      ...(next === '' ? [] : ['', next]),
      ...(asksBack ? [] : ['', said.see]),
      about.link,
      ...end,
    ].join('\n'),
  }
}

function stateWords(state: TenantState, language: Language): string {
  return words[language].states[state]
}
