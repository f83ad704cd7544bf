import { franco } from './organisations.ts'

const person = (name: string, local: string, phone = '') => ({
  name,
  email: `${local}@altavalle.example`,
  phone,
})

/** What the body that has asked for the service says of itself. Invented, down to the tax code, which only adds up. */
export function altavalleRequest() {
  const requester = { name: franco.name, email: franco.address, phone: '0722 555 0140' }
  const none = { host: '', port: 0, tls: 'tls' }
  const dossier = {
    body: {
      ipaCode: 'um_x999',
      name: 'Unione montana Alta Valle',
      kind: 'union',
      taxCode: '90001230417',
      pec: 'protocollo@pec.altavalle.example',
      address: 'Piazza del Mercato 4, Rocca Ginestra',
    },
    people: {
      requester,
      technical: person('Elio Tomasi', 'elio.tomasi', '0722 555 0142'),
      owner: requester,
      digital: person('Carla Bonetti', 'carla.bonetti'),
      privacy: person('Ida Marchetti', 'rpd'),
      support: person('Sportello informatico', 'assistenza', '0722 555 0141'),
    },
    agreement: { number: '31', date: '2026-10-19' },
    hosting: {
      domains: [
        { name: 'altavalle.example', shared: false },
        { name: 'unionefoglia.example', shared: true },
      ],
      where: 'provider',
      endpoints: { imap: none, smtp: none, sieve: none, dav: none },
      mailboxes: 41,
      gigabytes: 58,
      webmail: 'horde',
    },
    services: ['mail', 'calendar', 'contacts'],
    privacy: {
      appointment: true,
      logDays: 21,
      logReason: '',
      notice:
        'L’Unione montana Alta Valle ti mette a disposizione posta, agenda e rubrica per il lavoro. I registri tecnici sono conservati per 21 giorni. Per i tuoi diritti scrivi a rpd@altavalle.example.',
    },
  }
  return { dossier, letter: onePage('Richiesta di adesione al servizio di posta, agenda e rubrica') }
}

/** The smallest PDF that says something. */
function onePage(words: string): Buffer {
  const draw = `BT /F1 14 Tf 60 760 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
