import { aPdf } from '../builders/files.ts'
import { aMessage } from '../builders/message.ts'
import { type Clock, letter, type Letter } from './letters.ts'

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex')

/** Mail as the world really writes it: old charsets, none at all, other scripts, broken names, extremes. */
export function curiosities(clock: Clock, to: string): Letter[] {
  const at = (hour: number) => clock.on(10, `${String(hour).padStart(2, '0')}:17`)
  return [
    letter(
      at(1),
      'cp1252',
      aMessage()
        .from('Münchner Büro <buero@partner.example>')
        .to(to)
        .charset('windows-1252')
        .subject('Preventivo: 1.250 € – “urgente”')
        .text('L’importo è di 1.250 €, IVA esclusa… „perché no?“', { encoding: '8bit' }),
      'seen',
    ),
    // ISO-2022-JP: "東京都からのお知らせ"
    letter(
      at(2),
      'iso-2022-jp',
      aMessage()
        .from('=?ISO-2022-JP?B?GyRCRWw1fkVUGyhC?= <tokyo@gemellaggio.example>')
        .to(to)
        .header('Subject', '=?ISO-2022-JP?B?GyRCJCpDTiRpJDsbKEI=?=')
        .textBytes(
          hex('1b2442456c357e4554244b2469244e242a434e2469243b1b2842 0d0a'),
          'text/plain; charset=ISO-2022-JP',
          '7bit',
        ),
      'seen',
    ),
    letter(
      at(3),
      'utf-7',
      aMessage()
        .from('Vecchio server <vecchio@archivio.example>')
        .to(to)
        .subject('Test UTF-7')
        .charset('utf-7')
        .text('Città, perché, più: caffè + tè = 5 €', { encoding: '7bit' }),
      'seen',
    ),
    letter(
      at(4),
      'undeclared-utf8',
      aMessage()
        .from('Modulo web <moduli@monteverde.example>')
        .to(to)
        .subject('Nuova segnalazione dal sito')
        .text('Nome: Nicolò\nVia: Libertà 3\nTesto: la città è al buio', {
          declared: false,
          encoding: '8bit',
        }),
      'seen',
    ),
    letter(
      at(5),
      'undeclared-cp1252',
      aMessage()
        .from('scanner@monteverde.example')
        .to(to)
        .subject('Scansione')
        .textBytes(Buffer.from('Perch\xe9 la citt\xe0 \x96 5 \x80\r\n', 'latin1'), 'text/plain'),
      'seen',
    ),
    letter(
      at(6),
      'raw-8bit-headers',
      aMessage()
        .from('mensa@scuola.example')
        .to(to)
        .header('Subject', 'Menù della settimana: caffè e tè')
        .text('Intestazioni non codificate.'),
      'seen',
    ),
    letter(
      at(7),
      'names-2231',
      aMessage()
        .from('Studio Àlvarez <studio@alvarez.example>')
        .to(to)
        .subject('Allegati dai nomi difficili')
        .text('Quattro allegati.')
        .attach({
          content: aPdf(['Uno']),
          contentType: 'application/pdf',
          disposition:
            "attachment; filename*0*=UTF-8''Relazione%20tecnica%20perch%C3%A9%20; filename*1*=%C3%A8%20stato%20; filename*2=approvato.pdf",
        })
        .attach({
          content: aPdf(['Due']),
          contentType: 'application/pdf; name="=?iso-8859-1?Q?=E8_stato.pdf?="',
          disposition: 'attachment',
        })
        .attach({
          content: aPdf(['Tre']),
          contentType: 'application/pdf',
          disposition: 'attachment; filename="è già qui.pdf"',
        })
        .attach({
          content: 'testo',
          contentType: 'text/plain',
          disposition: 'attachment; filename="..\\..\\etc/passwd"',
        }),
      'seen',
    ),
    letter(
      at(8),
      'hebrew',
      aMessage()
        .from('עיריית דוגמה <info@twin.example>')
        .to(to)
        .subject('שלום מהעיר התאומה')
        .text('שלום רב,\n\nאנו שמחים על שיתוף הפעולה בין הערים (2026).\n\nבברכה'),
      'seen',
    ),
    letter(
      at(9),
      'arabic',
      aMessage()
        .from('بلدية المثال <info@baladiya.example>')
        .to(to)
        .subject('رسالة من البلدية: موعد الاجتماع 14:30')
        .html('<div dir="rtl"><p>السلام عليكم،</p><p>نؤكد موعد الاجتماع يوم الثلاثاء الساعة 14:30.</p></div>'),
      'seen',
    ),
    letter(
      at(10),
      'chinese',
      aMessage()
        .from('友好城市办公室 <office@youhao.example>')
        .to(to)
        .subject('关于友好城市文化节的邀请函')
        .text('尊敬的市长：\n\n诚邀贵市参加文化节。\n\n此致敬礼'),
      'seen',
    ),
    letter(
      at(11),
      'long',
      aMessage()
        .from(
          'Associazione per la promozione e la salvaguardia del territorio montano dell’alta valle del Foglia e del Metauro <associazione.promozione.territorio@altavallefogliametauro.example>',
        )
        .to(to)
        .subject(
          'Richiesta di patrocinio per la quarantaduesima edizione della festa del tartufo, della castagna e dei prodotti tipici del territorio montano, con esposizione di macchine agricole d’epoca e concerto della banda',
        )
        .text('ParolaLunghissimaSenzaSpaziCheNonVaMaiACapo'.repeat(8)),
      'seen',
    ),
    letter(
      at(12),
      'many-recipients',
      aMessage()
        .from('Unione montana Alta Valle <segreteria@altavalle.example>')
        .to(...Array.from({ length: 120 }, (_, i) => `Comune numero ${i + 1} <comune${i + 1}@ente.example>`))
        .cc(to)
        .subject('Circolare a tutti i comuni')
        .text('A tutti.'),
      'seen',
    ),
    letter(at(13), 'empty', aMessage().from('vuoto@altrove.example').to(to), 'seen'),
    letter(
      at(14),
      'html-only',
      aMessage()
        .from('Gestionale <noreply@gestionale.example>')
        .to(to)
        .subject('Report settimanale')
        .html('<h1>Report</h1><p>Nessuna anomalia.</p><script>document.title="no"</script>'),
      'seen',
    ),
    letter(
      at(15),
      'emoji',
      aMessage()
        .from('Ludoteca 🎲 <ludoteca@monteverde.example>')
        .to(to)
        .subject('🎉 Festa di fine corso 🎈 venerdì')
        .text('Vi aspettiamo! 👨‍👩‍👧‍👦'),
      'seen',
    ),
    letter(
      at(16),
      'bounce',
      aMessage()
        .from('Mail Delivery System <MAILER-DAEMON@submission.localhost>')
        .to(to)
        .subject('Undelivered Mail Returned to Sender')
        .header('Auto-Submitted', 'auto-replied')
        .text('<sconosciuto@altrove.example>: host mx.altrove.example said: 550 5.1.1 User unknown'),
      'seen',
    ),
  ]
}
