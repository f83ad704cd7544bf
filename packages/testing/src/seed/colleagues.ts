import { aPdf } from '../builders/files.ts'
import { aMessage } from '../builders/message.ts'
import { type Clock, letter, type Letter } from './letters.ts'
import { davide, type DemoPerson, elena, lucia, mailboxOf, matteo, paolo, sandra } from './organisations.ts'

/** Some letters for everybody else, so that nobody signs in to an empty inbox. */
export function colleagueInboxes(clock: Clock): Map<DemoPerson, Letter[]> {
  return new Map([
    [
      paolo,
      [
        letter(
          clock.minutesAgo(20),
          'paolo-1',
          aMessage()
            .from(mailboxOf(elena))
            .to(mailboxOf(paolo))
            .subject('Chiavi del sottotetto')
            .text('Le hai tu? Mi servono per domani.\n\nElena'),
        ),
        letter(
          clock.on(1, '10:15'),
          'paolo-2',
          aMessage()
            .from('Edil Foglia srl <cantieri@edilfoglia.example>')
            .to(mailboxOf(paolo))
            .subject('Piano di sicurezza')
            .text('In allegato.')
            .attach({
              filename: 'PSC.pdf',
              type: 'application/pdf',
              content: aPdf(['Piano di sicurezza e coordinamento']),
            }),
          'seen',
        ),
      ],
    ],
    [
      lucia,
      [
        letter(
          clock.minutesAgo(12),
          'lucia-1',
          aMessage()
            .from('Irene Mancini <irene.mancini@posta.example>')
            .to(mailboxOf(lucia))
            .subject('Certificato di residenza')
            .text('Buongiorno, come posso avere il certificato? Grazie.'),
        ),
        letter(
          clock.on(1, '11:10'),
          'lucia-2',
          aMessage()
            .from(mailboxOf(elena))
            .to(mailboxOf(lucia))
            .subject('Idoneità alloggiativa: pratica 2026/118')
            .text('Il parere è favorevole, la superficie basta per quattro persone.\nElena'),
          'seen',
          'answered',
        ),
      ],
    ],
    [
      davide,
      [
        letter(
          clock.on(0, '07:50'),
          'davide-1',
          aMessage()
            .from('Servizi idrici del Metauro S.p.A. <clienti@serviziidrici.example>')
            .to(mailboxOf(davide))
            .subject('Fattura n. 1184/E')
            .text('Fattura in allegato.')
            .attach({
              filename: 'IT01234567890_1184.xml.p7m',
              type: 'application/pkcs7-mime',
              content: '<FatturaElettronica/>',
            }),
        ),
      ],
    ],
    [
      sandra,
      [
        letter(
          clock.on(1, '09:30'),
          'sandra-1',
          aMessage()
            .from(mailboxOf(elena))
            .to(mailboxOf(sandra))
            .subject('Re: Convenzione per il canile: bozza')
            .text('Ricevuta, la guardiamo entro venerdì.\n\nElena Guidi'),
        ),
      ],
    ],
    [
      matteo,
      [
        letter(
          clock.on(0, '08:05'),
          'matteo-1',
          aMessage()
            .from(mailboxOf(sandra))
            .to(mailboxOf(matteo))
            .subject('Ordinanza mercato del sabato')
            .text('Firmata, si può affiggere.'),
        ),
      ],
    ],
  ])
}
