import { aDocx, aPdf, aPng } from '../builders/files.ts'
import { aMessage } from '../builders/message.ts'
import { invitationIcs } from './invitation.ts'
import { answering, type Clock, fixture, letter, type Letter } from './letters.ts'
import { budgetHtml, newsletterHtml } from './newsletter.ts'
import { davide, elena, lucia, mailboxOf, paolo, sandra } from './organisations.ts'

const me = mailboxOf(elena)
const segreteria = 'Segreteria generale <segreteria@monteverde.example>'
const ferri = 'Studio tecnico Ferri e Associati <tecnico@studioferri.example>'

/** What lies on top of Elena's inbox. */
export function elenaInbox(clock: Clock): Letter[] {
  const giunta = {
    uid: 'giunta-settimanale@monteverde.example',
    summary: 'Giunta comunale',
    start: clock.on(-2, '15:00'),
    minutes: 90,
    location: 'Sala giunta\\, primo piano',
    organizer: { name: 'Segreteria generale', address: 'segreteria@monteverde.example' },
    attendees: [elena, paolo, davide],
  }
  return [
    letter(
      clock.minutesAgo(4),
      'scia-mulino',
      aMessage()
        .from(ferri)
        .to(me)
        .subject('SCIA via del Mulino 14')
        .text(
          'Si trasmette in allegato la segnalazione certificata di inizio attività per la manutenzione straordinaria di via del Mulino 14.\n\nCordiali saluti\nStudio tecnico Ferri e Associati',
        )
        .attach({
          filename: 'SCIA_via_del_Mulino_14.pdf',
          type: 'application/pdf',
          content: aPdf([
            'Segnalazione certificata di inizio attività',
            'Via del Mulino 14',
            'Manutenzione straordinaria',
          ]),
        })
        .attach({
          filename: 'Relazione tecnica asseverata.docx',
          type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
          content: aDocx([
            'Relazione tecnica asseverata',
            'Il sottoscritto assevera la conformità delle opere.',
          ]),
        }),
    ),
    letter(
      clock.minutesAgo(55),
      'determina-312',
      aMessage()
        .from(mailboxOf(davide))
        .to(me)
        .subject('Determina n. 312/2026: visto contabile')
        .text(
          'Il visto è stato apposto. La determina può andare in pubblicazione da domani.\n\nDavide Lolli\nRagioneria',
        ),
    ),
    letter(
      clock.minutesAgo(76),
      'giunta-invito',
      aMessage()
        .from(segreteria)
        .to(me, mailboxOf(paolo), mailboxOf(davide))
        .subject('Giunta comunale: convocazione')
        .text(
          "In sala giunta, come da invito.\nSi prega di confermare la presenza.\nL'ordine del giorno segue in serata.",
        )
        .calendar(invitationIcs(giunta), 'REQUEST'),
    ),
    letter(
      clock.minutesAgo(104),
      'proroga-mercato',
      aMessage()
        .from('Edil Foglia srl <cantieri@edilfoglia.example>')
        .to(me)
        .subject('Proroga lavori piazza del Mercato')
        .text(
          'Con la presente si chiede una proroga di quindici giorni per il completamento della pavimentazione, a causa del maltempo.\n\nEdil Foglia srl',
        )
        .header('X-Priority', '1')
        .header('Importance', 'high'),
      'seen',
      'flagged',
      'Lavori_pubblici',
    ),
    letter(
      clock.on(1, '17:22'),
      'idoneita-118',
      answering('idoneita-117')
        .from(mailboxOf(lucia))
        .to(me)
        .subject('Re: Idoneità alloggiativa: pratica 2026/118')
        .text(
          'Grazie, procedo con il rilascio.\n\nLucia\n\n> Il parere è favorevole, la superficie basta per quattro persone.\n> Elena',
        ),
      'seen',
      'answered',
    ),
    letter(
      clock.on(1, '16:40'),
      'integrazioni-8841',
      aMessage()
        .from('tecnico@studioferri.example')
        .to(me)
        .subject('Richiesta integrazioni SCIA prot. 8841')
        .text('Buonasera, le integrazioni saranno caricate entro venerdì.'),
      'seen',
    ),
    letter(
      clock.on(1, '15:05'),
      'biblioteca',
      aMessage()
        .from('Biblioteca comunale <biblioteca@monteverde.example>')
        .to(me)
        .cc(mailboxOf(paolo))
        .subject('Guasto riscaldamento sala lettura')
        .text(
          'Da stamattina la caldaia della sala lettura è in blocco. Ci sono 12 gradi e domani abbiamo due classi in visita.\n\nGrazie!',
        ),
    ),
    letter(
      clock.on(1, '12:48'),
      'accesso-atti',
      aMessage()
        .from('Ufficio protocollo <protocollo@monteverde.example>')
        .to(me)
        .subject('Prot. n. 11207: accesso agli atti')
        .text('Assegnato per competenza. Termine: trenta giorni.')
        .attach({
          filename: 'Istanza di accesso è firmata.pdf',
          type: 'application/pdf',
          content: aPdf(['Istanza di accesso agli atti', 'Prot. n. 11207']),
        }),
      'seen',
      'Accesso_atti',
    ),
    letter(
      clock.on(1, '09:02'),
      'budget',
      aMessage()
        .from(mailboxOf(davide))
        .to(me)
        .subject('Situazione capitoli lavori pubblici')
        .text('Situazione dei capitoli in formato tabella.')
        .html(
          budgetHtml([
            ['2075 Manutenzione strade', '84.000,00', '61.250,40', '22.749,60'],
            ['2081 Edilizia scolastica', '120.000,00', '119.430,00', '570,00'],
            ['2093 Verde pubblico', '18.500,00', '9.900,00', '8.600,00'],
          ]),
        ),
      'seen',
      'answered',
    ),
    letter(
      clock.on(2, '08:15'),
      'newsletter-anci',
      aMessage()
        .from('Comuni in rete <newsletter@comuninrete.example>')
        .to(me)
        .subject('Comuni in rete n. 41 – bandi in scadenza, appalti, formazione')
        .header('List-Id', 'Comuni in rete <newsletter.comuninrete.example>')
        .header('List-Unsubscribe', '<https://newsletter.comuninrete.example/disiscrizione>')
        .header('Precedence', 'bulk')
        .text('Leggi questo numero sul sito.')
        .html(
          newsletterHtml('Comuni in rete', 'newsletter.comuninrete.example', [
            {
              title: 'Edilizia scolastica: riaperti i termini',
              text: 'Domande fino al 15 del mese prossimo. Ecco che cosa cambia rispetto al bando di primavera.',
            },
            {
              title: 'Codice dei contratti, le novità per i piccoli comuni',
              text: 'Qualificazione delle stazioni appaltanti: una guida in dieci punti.',
            },
            {
              title: 'Un corso gratuito sull’accessibilità',
              text: 'Quattro mattine in rete, con attestato. Posti limitati a due per ente.',
            },
          ]),
        ),
      'seen',
    ),
    letter(
      clock.on(2, '18:31'),
      'consiglio-annullato',
      aMessage()
        .from(segreteria)
        .to(me)
        .subject('Annullata: commissione urbanistica')
        .text('La seduta è annullata e sarà riconvocata.')
        .calendar(
          invitationIcs(
            {
              ...giunta,
              uid: 'commissione@monteverde.example',
              summary: 'Commissione urbanistica',
              sequence: 1,
            },
            'CANCEL',
          ),
          'CANCEL',
        ),
      'seen',
    ),
    letter(
      clock.on(3, '10:10'),
      'inoltro-provincia',
      aMessage()
        .from(mailboxOf(paolo))
        .to(me)
        .subject('I: Conferenza dei servizi: documenti')
        .text('Ti giro come allegato il messaggio originale della Provincia.\n\nPaolo')
        .attachMessage(
          letter(
            clock.on(3, '08:52'),
            'conferenza',
            aMessage()
              .from('Provincia dimostrativa <lavoripubblici@provincia.example>')
              .to(mailboxOf(paolo))
              .subject('Conferenza dei servizi: documenti')
              .text('In vista della seduta si trasmettono i documenti di cui al punto 3.')
              .attach({
                filename: 'Ordine_del_giorno.pdf',
                type: 'application/pdf',
                content: aPdf(['Conferenza dei servizi', 'Ordine del giorno']),
              }),
          ).raw,
          'Conferenza dei servizi.eml',
        ),
      'seen',
      '$Forwarded',
    ),
    letter(
      clock.on(4, '12:30'),
      'ferri-planimetrie',
      aMessage()
        .from(ferri)
        .to(me)
        .subject('Planimetrie e foto, pratica 2026/97')
        .text('In allegato quanto richiesto.')
        .attach({ filename: 'foto facciata.jpg', type: 'image/jpeg', content: fixture('solaio.jpg') })
        .attach({
          filename: 'estratto_mappa.png',
          type: 'image/png',
          content: aPng(480, 320, (x, y) =>
            x % 40 === 0 || y % 40 === 0 ? [90, 110, 130] : [236, 240, 233],
          ),
        })
        .attach({
          filename: 'elenco elaborati.txt',
          type: 'text/plain; charset=windows-1252',
          content: Buffer.from(
            'Tavola 1: stato di fatto\r\nTavola 2: progetto\r\nPerch\xe9: note\r\n',
            'latin1',
          ),
        }),
      'seen',
    ),
    letter(
      clock.on(6, '09:00'),
      'borgo-convenzione',
      aMessage()
        .from(mailboxOf(sandra))
        .to(me)
        .subject('Convenzione per il canile: bozza')
        .text(
          'Buongiorno, come sentite per telefono vi inviamo la bozza. Attendiamo le vostre osservazioni.\n\nSandra Venturi\nComune di Borgo Metauro',
        ),
      'seen',
    ),
  ]
}

/** Elena's other folders. */
export function elenaFolders(clock: Clock): Record<string, Letter[]> {
  const scia = Array.from({ length: 14 }, (_, i) =>
    letter(
      clock.on(7 + i * 3, '10:3' + (i % 10)),
      `scia-2026-${i}`,
      aMessage()
        .from(i % 3 === 0 ? ferri : 'Geom. Tiziano Rossini <t.rossini@geometri.example>')
        .to(me)
        .subject(
          `SCIA 2026/${140 - i}: ${i % 2 === 0 ? 'integrazione documentale' : 'comunicazione di fine lavori'}`,
        )
        .text('Si trasmette quanto in oggetto.\n\nDistinti saluti')
        .attach({
          filename: `SCIA_2026_${140 - i}.pdf`,
          type: 'application/pdf',
          content: aPdf([`SCIA 2026/${140 - i}`]),
        }),
      ...(i < 4 ? [] : ['seen']),
    ),
  )
  return {
    Sent: [
      letter(
        clock.minutesAgo(150),
        'inviata-edil',
        aMessage()
          .from(me)
          .to('Edil Foglia srl <cantieri@edilfoglia.example>')
          .subject('Piazza del Mercato: stato di avanzamento')
          .text(
            'Buongiorno,\n\na che punto è la pavimentazione? Venerdì devo riferire in Giunta.\n\nElena Guidi',
          ),
        'seen',
      ),
      letter(
        clock.on(1, '11:10'),
        'idoneita-117',
        aMessage()
          .from(me)
          .to(mailboxOf(lucia))
          .subject('Idoneità alloggiativa: pratica 2026/118')
          .text('Il parere è favorevole, la superficie basta per quattro persone.\nElena'),
        'seen',
      ),
    ],
    Drafts: [
      letter(
        clock.on(1, '18:02'),
        'bozza-ordinanza',
        aMessage()
          .from(me)
          .to(mailboxOf(paolo))
          .subject('Ordinanza via Fonte')
          .text('Ciao Paolo,\n\nper l’ordinanza direi di'),
        'seen',
        'draft',
      ),
      letter(clock.on(8, '12:00'), 'bozza-vuota', aMessage().from(me).subject('').text(''), 'seen', 'draft'),
      letter(
        clock.on(3, '16:45'),
        'bozza-html',
        aMessage()
          .from(me)
          .to(segreteria)
          .cc(mailboxOf(davide))
          .subject('Relazione di fine anno: traccia')
          .text('Punti da trattare')
          .html('<p>Punti da trattare:</p><ol><li>Strade</li><li><b>Scuole</b></li></ol>'),
        'seen',
        'draft',
      ),
    ],
    Junk: [
      letter(
        clock.on(0, '06:12'),
        'junk-1',
        aMessage()
          .from('Assistenza <no-reply@casella-piena.example>')
          .to(me)
          .subject('La tua casella è PIENA – agisci ora')
          .text('Aggiorna la password')
          .html(
            '<p>Gentile utente, <a href="http://casella-piena.example/login">aggiorna la password</a></p><form action="http://casella-piena.example/"><input type="password"></form>',
          ),
      ),
      letter(
        clock.on(2, '03:40'),
        'junk-2',
        aMessage()
          .from('Prize Office <win@lotteria.example>')
          .to(me)
          .subject('Congratulations!!!')
          .text('You have won.'),
      ),
    ],
    Trash: [
      letter(
        clock.on(2, '11:00'),
        'cestino-1',
        aMessage().from(segreteria).to(me).subject('Prova stampante').text('Prova.'),
        'seen',
      ),
    ],
    'Pratiche edilizie/SCIA 2026': scia,
    'Pratiche edilizie/Sopralluoghi': [
      letter(
        clock.on(12, '14:20'),
        'sopralluogo-rocca',
        aMessage()
          .from(mailboxOf(paolo))
          .to(me)
          .subject('Sopralluogo alla rocca: foto')
          .text('Ecco le foto.')
          .attach({ filename: 'rocca.jpg', type: 'image/jpeg', content: fixture('solaio.jpg') }),
        'seen',
      ),
    ],
    'Giunta e Consiglio': [
      letter(
        clock.on(9, '09:30'),
        'odg-consiglio',
        aMessage()
          .from(segreteria)
          .to(me)
          .subject('Consiglio comunale: ordine del giorno')
          .text('In allegato.')
          .attach({
            filename: 'Odg Consiglio.pdf',
            type: 'application/pdf',
            content: aPdf(['Ordine del giorno', '1. Comunicazioni del sindaco', '2. Variazione di bilancio']),
          }),
        'seen',
      ),
    ],
    'Giunta e Consiglio/Delibere 2026': [],
    'PNRR – scuola via Fonte': [
      letter(
        clock.on(20, '10:00'),
        'pnrr-cup',
        aMessage()
          .from('Provincia dimostrativa <lavoripubblici@provincia.example>')
          .to(me)
          .subject('CUP e cronoprogramma')
          .text('Si chiede di aggiornare il cronoprogramma entro la fine del mese.'),
        'seen',
        'PNRR',
      ),
    ],
  }
}
