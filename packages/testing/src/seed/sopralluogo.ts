import { aPdf, aZip } from '../builders/files.ts'
import { aMessage } from '../builders/message.ts'
import { answering, type Clock, fixture, letter, type Letter } from './letters.ts'
import { elena, mailboxOf, paolo } from './organisations.ts'

const sara = 'Sara Conti <s.conti@studiovalle.example>'
const subject = 'Sopralluogo scuola di via Fonte: verbale e foto'
const office = 'Ufficio tecnico <ufficio.tecnico@monteverde.example>'

/** One conversation that lies in two folders: what came in, and what Elena answered. */
export function inspectionThread(clock: Clock): { inbox: Letter[]; sent: Letter[] } {
  const first = letter(
    clock.on(5, '11:20'),
    'via-fonte-1',
    aMessage()
      .from(sara)
      .to(mailboxOf(elena), mailboxOf(paolo))
      .subject('Sopralluogo scuola di via Fonte')
      .text(
        'Buongiorno,\n\nper il sopralluogo alla scuola di via Fonte proporrei martedì mattina, prima delle lezioni.\nMi servono le chiavi del sottotetto.\n\nSara Conti\nStudio Progetti Valle, direzione lavori',
      ),
    'seen',
    'answered',
  )
  const second = letter(
    clock.on(4, '17:06'),
    'via-fonte-2',
    answering('via-fonte-1')
      .from(mailboxOf(paolo))
      .to(sara)
      .cc(mailboxOf(elena))
      .subject('Re: Sopralluogo scuola di via Fonte')
      .text(
        'Confermo la disponibilità per martedì alle 8:30, passo io a prendere le chiavi dal custode.\n\nPaolo\n\n> Il sopralluogo alla scuola di via Fonte proporrei martedì mattina, prima delle lezioni.\n> Mi servono le chiavi del sottotetto.',
      ),
    'seen',
  )
  const mine = letter(
    clock.on(1, '09:40'),
    'via-fonte-3',
    answering('via-fonte-1', 'via-fonte-2')
      .from(mailboxOf(elena))
      .to(sara, mailboxOf(paolo))
      .cc(office)
      .subject('Re: Sopralluogo scuola di via Fonte')
      .text(
        "Bene, ci vediamo davanti all'ingresso di via Fonte. Ho avvisato la dirigente scolastica.\n\nElena Guidi\nUfficio tecnico, Comune di Monteverde sul Foglia",
      ),
    'seen',
  )
  const html = `<html><body style="font-family:Segoe UI,Arial,sans-serif;font-size:15px">
<p>Buongiorno Elena,</p>
<p>come d’accordo allego il verbale del sopralluogo di questa mattina, già firmato, le foto del solaio e la planimetria aggiornata. Restano da chiarire due punti prima della prossima seduta:</p>
<ul><li>l’infiltrazione sopra l’aula 2B, da verificare dopo la pioggia;</li><li>il rifacimento della linea vita, non previsto nel computo.</li></ul>
<p>Se per te va bene, li porto in conferenza dei servizi il 2 dicembre.</p>
<p><img src="cid:solaio@studiovalle.example" width="480" alt="Il solaio con la macchia di umidità"></p>
<p>Sara Conti<br><span style="color:#667">Studio Progetti Valle, direzione lavori</span></p>
<p><img src="https://studiovalle.example/firma/logo.png" width="120" height="40" alt="Studio Progetti Valle"> <img src="https://studiovalle.example/firma/certificazione.png" width="40" height="40" alt=""></p>
</body></html>`
  const latest = letter(
    clock.minutesAgo(38),
    'via-fonte-4',
    answering('via-fonte-1', 'via-fonte-2', 'via-fonte-3')
      .from(sara)
      .to(mailboxOf(elena), mailboxOf(paolo), office)
      .subject(subject)
      .text(
        "Buongiorno Elena,\n\ncome d'accordo allego il verbale del sopralluogo di questa mattina, già firmato, le foto del solaio e la planimetria aggiornata.\n\nSara Conti",
      )
      .html(html)
      .inline('solaio@studiovalle.example', {
        filename: 'solaio.jpg',
        type: 'image/jpeg',
        content: fixture('solaio.jpg'),
      })
      .attach({
        filename: 'Verbale.pdf.p7m',
        type: 'application/pkcs7-mime',
        content: fixture('Verbale.pdf.p7m'),
      })
      .attach({
        filename: 'Foto_solaio.zip',
        type: 'application/zip',
        content: aZip({
          'solaio-01.jpg': fixture('solaio.jpg'),
          'leggimi.txt': 'Foto scattate durante il sopralluogo.\n',
        }),
      })
      .attach({
        filename: 'Planimetria_3.pdf',
        type: 'application/pdf',
        content: aPdf([
          'Planimetria aggiornata, tavola 3',
          'Scuola di via Fonte, piano sottotetto',
          'Scala 1:100',
        ]),
      }),
    'seen',
    'PNRR',
  )
  return { inbox: [first, second, latest], sent: [mine] }
}
