import type { Contact, Dossier } from '@staffetta/contract'

const nobody: Contact = { name: '', email: '', phone: '' }

/** The ports servers listen on where nobody says otherwise (RFC 8314, RFC 5804). */
export const blankDossier: Dossier = {
  body: { ipaCode: '', name: '', kind: 'municipality', taxCode: '', pec: '', address: '' },
  people: {
    requester: nobody,
    technical: nobody,
    owner: nobody,
    digital: nobody,
    privacy: nobody,
    support: nobody,
  },
  agreement: { number: '', date: '' },
  hosting: {
    domains: [],
    where: 'provider',
    endpoints: {
      imap: { host: '', port: 993, tls: 'tls' },
      smtp: { host: '', port: 465, tls: 'tls' },
      sieve: { host: '', port: 4190, tls: 'starttls' },
      dav: { host: '', port: 443, tls: 'tls' },
    },
    mailboxes: null,
    gigabytes: null,
    webmail: '',
  },
  services: ['mail', 'calendar', 'contacts'],
  privacy: { appointment: false, logDays: 21, logReason: '', notice: '' },
}
