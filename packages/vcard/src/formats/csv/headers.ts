/**
 * What a column is about: `name.given`, `organisation`, `emails.1.value`, `phones.work-fax.value`, `addresses.home.street` …
 * Of lists the middle is a slot: a number, or the words that say place and device.
 */
export type CsvField = string

/** Names of columns by what they mean: Outlook in Italian and English, Google, Thunderbird, our own export. */
const table = `
fullName: nome visualizzato|nome completo|display name|full name|name|denominazione|nominativo|visualizzato
name.given: nome|first name|given name
name.family: cognome|last name|family name|surname
name.additional: secondo nome|middle name|additional name
name.prefix: titolo|appellativo|title|name prefix|prefisso
name.suffix: suffisso|suffix|name suffix|titolo straniero
phonetic.given: phonetic first name|given name yomi|nome fonetico
phonetic.family: phonetic last name|family name yomi|cognome fonetico
nickname: soprannome|nickname|nick name
organisation: societa|azienda|ente|ditta|organizzazione|company|organization|organization name|organization 1 name
unit.1: reparto|ufficio|settore|servizio|department|organization department|organization 1 department|unit 1
title: posizione|qualifica|mansione|job title|organization title|organization 1 title
role: ruolo|professione|profession|role
manager: responsabile|nome responsabile|manager s name|managers name|manager
assistant: assistente|nome assistente|assistant s name|assistants name|assistant
birthday: compleanno|data di nascita|birthday|nascita
birthday.year: birth year|anno di nascita
birthday.month: birth month|mese di nascita
birthday.day: birth day|giorno di nascita
anniversary: anniversario|anniversary
categories: categorie|etichette|categories|labels|group membership|groups
note: note|notes|annotazioni|commenti
uid: uid
kind: kind
members: members
timeZone: time zone|fuso orario
emails.1.value: e mail|email|posta elettronica|e mail address|email address|primary email|email primaria|indirizzo e mail|indirizzo email
emails.2.value: secondary email|email secondaria
emails.work.value: e mail lavoro|email lavoro|e mail ufficio|work email
emails.home.value: e mail personale|email personale|e mail casa|home email
emails.pec.value: pec|indirizzo pec|e mail pec|posta elettronica certificata
phones.other.value: telefono|phone|numero di telefono|tel|altro telefono|other phone|primary phone|telefono principale
phones.work.value: telefono uff|telefono ufficio|telefono lavoro|business phone|work phone|company main phone|telefono principale societa
phones.work-2.value: telefono uff 2|business phone 2
phones.home.value: telefono ab|telefono abitazione|telefono casa|abitazione|home phone
phones.home-2.value: abitazione 2|telefono ab 2|home phone 2
phones.cell.value: cellulare|mobile phone|mobile number|mobile|telefono cellulare
phones.work-fax.value: fax uff|fax ufficio|business fax
phones.home-fax.value: fax ab|fax abitazione|home fax
phones.fax.value: fax|fax number|altro fax|other fax
phones.pager.value: cercapersone|pager|pager number
urls.1.value: pagina web|sito web|sito|web page|web page 1|website|home page
urls.2.value: web page 2
urls.home.value: personal web page
messengers.1.value: screen name|im address|im
`
const places = {
  work: '$ uff|$ ufficio|$ lavoro|business $|work $',
  home: '$ ab|$ abitazione|$ casa|home $',
  other: 'altra $|altro $|other $|$',
}
const parts = {
  street: 'via|indirizzo|street|address',
  extended: 'via 2|indirizzo 2|street 2|address 2',
  locality: 'citta|comune|localita|city',
  region: 'provincia|regione|state',
  postalCode: 'cap|codice postale|postal code|zipcode|zip code',
  country: 'paese|paese area geografica|nazione|stato|country|country region',
  poBox: 'casella postale|po box|address po box',
}

const numbered: readonly [RegExp, (number: string, part: string) => CsvField][] = [
  [/^e ?mail (\d+) (value|label|type)$/, (n, part) => `emails.${n}.${partOf(part)}`],
  [/^(?:e mail|posta elettronica|email) (\d+)(?: (?:address|indirizzo))?$/, (n) => `emails.${n}.value`],
  [
    /^(?:indirizzo )?(?:posta elettronica|e mail)(?: (\d+))?(?: indirizzo)?$/,
    (n) => `emails.${n || 1}.value`,
  ],
  [/^phone (\d+) (value|label|type)$/, (n, part) => `phones.${n}.${partOf(part)}`],
  [/^telefono (\d+)$/, (n) => `phones.${n}.value`],
  [/^website (\d+) (value|label|type)$/, (n, part) => `urls.${n}.${partOf(part)}`],
  [/^im (\d+) (value|label|type)$/, (n, part) => `messengers.${n}.${partOf(part)}`],
  [/^custom field (\d+) (value|label|type)$/, (n, part) => `custom.${n}.${partOf(part)}`],
  [/^(?:custom|personalizzato) (\d)$/, (n) => `custom.${n}.value`],
  [/^unit (\d+)$/, (n) => `unit.${n}`],
  [/^address (\d+) (label|type)$/, (n) => `addresses.${n}.type`],
  [/^address (\d+) street$/, (n) => `addresses.${n}.street`],
  [/^address (\d+) extended address$/, (n) => `addresses.${n}.extended`],
  [/^address (\d+) city$/, (n) => `addresses.${n}.locality`],
  [/^address (\d+) region$/, (n) => `addresses.${n}.region`],
  [/^address (\d+) postal code$/, (n) => `addresses.${n}.postalCode`],
  [/^address (\d+) country$/, (n) => `addresses.${n}.country`],
  [/^address (\d+) po box$/, (n) => `addresses.${n}.poBox`],
]

function partOf(word: string): string {
  return word === 'value' ? 'value' : 'type'
}

const known = new Map<string, CsvField>()
for (const line of table.trim().split('\n')) {
  const [field = '', names = ''] = line.split(': ')
  for (const name of names.split('|')) known.set(name, field)
}
for (const [place, patterns] of Object.entries(places))
  for (const [part, names] of Object.entries(parts))
    for (const pattern of patterns.split('|'))
      for (const name of names.split('|')) {
        const header = pattern.replace('$', name)
        if (!known.has(header)) known.set(header, `addresses.${place}.${part}`)
      }

/** What a person may choose for a column. */
export const csvFields: readonly CsvField[] = [...new Set(known.values())]

/** What a column of this name holds; undefined where a person has to say. */
export function fieldOfHeader(header: string): CsvField | undefined {
  const name = plainHeader(header)
  const said = known.get(name)
  if (said !== undefined) return said
  for (const [pattern, field] of numbered) {
    const match = pattern.exec(name)
    if (match) return field(match[1] ?? '', match[2] ?? '')
  }
  return undefined
}

/** Columns that programs add for themselves: nothing is lost without them. */
export function isOfProgram(header: string): boolean {
  return /^(?:e mail(?: \d)? (?:type|display name)|(?:tipo|nome visualizzato) posta elettronica(?: \d)?|priorita|priority|riservatezza|sensitivity|privato|private|sesso|gender|iniziali|initials|photo|file as|address \d formatted|lingua|language|percorso server directory|directory server)$/.test(
    plainHeader(header),
  )
}

function plainHeader(header: string): string {
  return header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
