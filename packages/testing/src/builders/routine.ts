import { aPdf } from './files.ts'
import type { StoredMessage } from './fill.ts'
import { aMessage } from './message.ts'
import { type Random, randomFrom } from './random.ts'

export interface RoutineOptions {
  user: string
  seed: number
  /** How many messages are newer than this one. */
  age: number
  newestAt: Date
  /** Mean distance of two messages. */
  everyMinutes?: number
}

const people = [
  'Marta Bellini <marta.bellini@monteverde.example>',
  'Giorgio Santini <g.santini@borgometauro.example>',
  'Ufficio protocollo <protocollo@monteverde.example>',
  'Segreteria generale <segreteria@monteverde.example>',
  'Studio tecnico Fabbri e Associati <info@studiofabbri.example>',
  'Geom. Tiziano Rossini <t.rossini@geometri.example>',
  'Sportello unico Alta Valle <suap@altavalle.example>',
  'Provincia dimostrativa <lavoripubblici@provincia.example>',
  'Irene Mancini <irene.mancini@posta.example>',
  'Dott.ssa Chiara Fattori <chiara.fattori@asl.example>',
  'Servizi idrici del Metauro S.p.A. <clienti@serviziidrici.example>',
  'Nicolò Ubaldi <nicolo.ubaldi@posta.example>',
] as const

const streets = [
  'via Roma',
  'via del Borgo',
  'piazza della Libertà',
  'via Mazzini',
  'strada per Montecalvo',
  'viale della Repubblica',
  'vicolo San Crescentino',
]

const subjects = [
  (n: number, where: string) => `SCIA n. ${n}/2026 – ${where} – richiesta di integrazioni`,
  (n: number, where: string) => `Sopralluogo in ${where}, pratica ${n}`,
  (n: number) => `Determina n. ${n}: impegno di spesa per manutenzione ordinaria`,
  (n: number, where: string) => `Segnalazione lampione spento in ${where} (${n})`,
  (n: number) => `Trasmissione fattura n. ${n}/E`,
  (n: number) => `Convocazione della Giunta, seduta n. ${n}`,
  (n: number) => `Certificato di residenza: richiesta prot. ${n}`,
  (n: number, where: string) => `Occupazione di suolo pubblico in ${where}, istanza ${n}`,
  (n: number) => `Verbale della riunione n. ${n} con l'Unione montana`,
  (n: number) => `Mensa scolastica: domanda di agevolazione ${n}`,
  (n: number, where: string) => `Ordinanza viabilità ${n} – ${where}`,
  (n: number) => `Preventivo ${n} per la sostituzione degli infissi`,
] as const

const sentences = [
  'Si trasmette in allegato quanto richiesto con la nota precedente.',
  'Restiamo in attesa di un cortese riscontro entro la fine della settimana.',
  "L'ufficio resta a disposizione negli orari di apertura al pubblico, dal lunedì al venerdì dalle 9 alle 13.",
  'La documentazione è stata verificata: manca soltanto la planimetria aggiornata in scala 1:100.',
  'Per la seduta di giovedì servono gli allegati contabili e il parere di regolarità tecnica.',
  'Il sopralluogo è confermato per martedì mattina alle 10:30, salvo maltempo.',
  "Si chiede di indicare il numero di protocollo nell'oggetto di ogni comunicazione successiva.",
  'Ho sentito la ragioneria: la copertura c’è, ma occorre una variazione di bilancio.',
  'Il cittadino ha telefonato due volte e chiede a che punto sia la pratica.',
  'Vi giro la risposta della Provincia, così possiamo chiudere il fascicolo.',
  'La scadenza è fissata al giorno 30 e non è prorogabile.',
  'Grazie per la collaborazione, a presto.',
] as const

/** One everyday message of a municipal office; equal seeds give equal bytes, and replies name the message they answer. */
export function aRoutineMessage({
  user,
  seed,
  age,
  newestAt,
  everyMinutes = 37,
}: RoutineOptions): StoredMessage {
  const random = randomFrom(seed)
  const root = rootOf(seed)
  const rootRandom = randomFrom(root * 7 + 1)
  const subject = rootRandom.pick(subjects)(1 + rootRandom.below(4000), rootRandom.pick(streets))
  const receivedAt = new Date(newestAt.getTime() - age * everyMinutes * 60_000 - (seed % 11) * 60_000)
  const message = aMessage()
    .from(random.pick(people))
    .to(user.includes('@') ? user : `${user}@monteverde.example`)
    .subject(root === seed ? subject : `R: ${subject}`)
    .date(new Date(Math.floor(receivedAt.getTime() / 1000) * 1000 - 20_000))
    .messageId(idOf(seed))
  if (random.chance(0.15)) message.cc(random.pick(people))
  if (root !== seed) message.inReplyTo(idOf(root)).references(idOf(root))

  const text = paragraphs(random)
  message.text(text)
  if (random.chance(0.3)) message.html(asHtml(text, subject))
  if (random.chance(0.12)) {
    message.attach({
      filename: `documento-${seed % 10_000}.pdf`,
      type: 'application/pdf',
      content: aPdf([subject, ...text.split('\n').slice(0, 4)]),
    })
  }
  return { raw: message.build(), receivedAt, flags: flagsOf(random, age) }
}

function idOf(seed: number): string {
  return `routine.${seed}@monteverde.example`
}

/** Four in ten are replies to one of the six before; the root is where that chain ends. */
function rootOf(seed: number): number {
  let root = seed
  for (let step = 0; step < 8; step++) {
    const random = randomFrom(root * 13 + 5)
    if (!random.chance(0.4)) break
    root -= 1 + random.below(6)
  }
  return root
}

function paragraphs(random: Random): string {
  const body = Array.from({ length: 1 + random.below(3) }, () =>
    Array.from({ length: 1 + random.below(4) }, () => random.pick(sentences)).join(' '),
  )
  return ['Buongiorno,', ...body, 'Cordiali saluti'].join('\n\n')
}

function asHtml(text: string, title: string): string {
  const body = text
    .split('\n\n')
    .map((paragraph) => `<p style="margin:0 0 12px">${paragraph}</p>`)
    .join('\n')
  return `<html><head><title>${title}</title></head><body style="font-family:Calibri,Arial,sans-serif;font-size:11pt;color:#1f2933">\n${body}\n<p style="color:#667">Comune di Monteverde sul Foglia</p>\n</body></html>`
}

function flagsOf(random: Random, age: number): string[] {
  const seen = age >= 8 ? random.chance(0.985) : random.chance(0.3)
  return [
    ...(seen ? ['\\Seen'] : []),
    ...(seen && random.chance(0.15) ? ['\\Answered'] : []),
    ...(random.chance(0.02) ? ['\\Flagged'] : []),
  ]
}
