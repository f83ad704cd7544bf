import {
  base64,
  filePart,
  htmlPart,
  letter,
  multipart,
  part,
  parts,
  people,
  mail,
  textPart,
  utf8,
  type MimeCase,
} from './mime-case.ts'

const body = 'Il corpo si legge.'
const words = [body]
const text = textPart(body)
const pdf = filePart('atto.pdf', '%PDF-1.4 atto')
const raw = (type: string, content: string, encoding?: string) =>
  letter(content, { type, ...(encoding !== undefined && { encoding }) })
const png = part(
  [
    'Content-Type: image/png; name=logo.png',
    'Content-ID: <logo@a>',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: inline; filename=logo.png',
  ],
  base64('\x89PNG\r\n\x1a\n'),
)

function nested(depth: number, innermost: string): string {
  let inner = innermost
  for (let i = depth; i > 0; i--)
    inner = part(`Content-Type: multipart/mixed; boundary="n${i}x"`, parts(`n${i}x`, inner))
  return inner
}

/** Multiparts, right and wrong. */
export const structureCases: MimeCase[] = [
  {
    name: 'a multipart without a boundary parameter',
    raw: raw('multipart/mixed', parts('b0', text, pdf)),
    words,
    notice: 'structure-broken',
  },
  {
    name: 'a multipart with an empty boundary',
    raw: raw('multipart/mixed; boundary=""', parts('', text)),
    words,
  },
  {
    name: 'a multipart whose boundary does not occur',
    raw: raw('multipart/mixed; boundary=altro', parts('b0', text, pdf)),
    words,
    notice: 'structure-broken',
  },
  {
    name: 'a multipart that holds plain text only',
    raw: raw('multipart/mixed; boundary=b0', `${body}\r\nE basta.`),
    words,
    notice: 'structure-broken',
  },
  {
    name: 'a multipart with zero parts',
    raw: raw('multipart/mixed; boundary=b0', '--b0--\r\n'),
    notice: 'structure-broken',
  },
  {
    name: 'an alternative without a boundary, in base64',
    raw: raw('multipart/alternative', base64(body), 'base64'),
    words,
  },
  {
    name: 'a boundary with blanks',
    raw: raw('multipart/mixed; boundary="a b c"', parts('a b c', text, pdf)),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'an unquoted boundary with blanks',
    raw: raw('multipart/mixed; boundary=a b c', parts('a b c', text)),
    words,
  },
  {
    name: 'a boundary of 200 characters',
    raw: raw(`multipart/mixed; boundary="${'x'.repeat(200)}"`, parts('x'.repeat(200), text, pdf)),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'a boundary of characters of regular expressions',
    raw: raw('multipart/mixed; boundary="(.*)+[?]{9}$"', parts('(.*)+[?]{9}$', text, pdf)),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'a boundary that is a prefix of the inner one',
    raw: raw(
      'multipart/mixed; boundary=ab',
      parts(
        'ab',
        part(
          'Content-Type: multipart/alternative; boundary=abc',
          parts('abc', text, htmlPart(`<p>${body}</p>`)),
        ),
        pdf,
      ),
    ),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'an inner boundary that is a prefix of the outer one',
    raw: raw(
      'multipart/mixed; boundary=abc',
      parts('abc', part('Content-Type: multipart/alternative; boundary=ab', parts('ab', text)), pdf),
    ),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'the same boundary inside and outside',
    raw: raw(
      'multipart/mixed; boundary=b0',
      parts('b0', part('Content-Type: multipart/alternative; boundary=b0', parts('b0', text)), pdf),
    ),
    words,
  },
  {
    name: 'a multipart that never ends',
    raw: raw('multipart/mixed; boundary=b0', `--b0\r\n${text}\r\n--b0\r\n${pdf}`),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'a multipart cut within a part header',
    raw: raw('multipart/mixed; boundary=b0', `--b0\r\n${text}\r\n--b0\r\nContent-Type: appl`),
    words,
  },
  {
    name: 'a multipart closed twice',
    raw: raw('multipart/mixed; boundary=b0', `${parts('b0', text)}--b0--\r\n`),
    words,
  },
  {
    name: 'a part after the close',
    raw: raw('multipart/mixed; boundary=b0', `${parts('b0', text)}--b0\r\n${pdf}\r\n--b0--\r\n`),
    words,
  },
  {
    name: 'the real text in the preamble',
    raw: raw('multipart/mixed; boundary=b0', `${body}\r\n${parts('b0', pdf)}`),
    files: ['atto.pdf'],
  },
  {
    name: 'the real text in the epilogue',
    raw: raw('multipart/mixed; boundary=b0', `${parts('b0', pdf)}${body}`),
    files: ['atto.pdf'],
  },
  {
    name: 'boundaries with blanks behind',
    raw: raw('multipart/mixed; boundary=b0', `--b0   \r\n${text}\r\n--b0\t\r\n${pdf}\r\n--b0--  \r\n`),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'boundaries with bare LF',
    raw: Buffer.from(multipart('mixed', text, pdf).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'a part without a header',
    raw: raw('multipart/mixed; boundary=b0', `--b0\r\n\r\n${body}\r\n--b0--`),
    words,
  },
  {
    name: 'a part without the blank line',
    raw: raw('multipart/mixed; boundary=b0', `--b0\r\nContent-Type: text/plain\r\n--b0\r\n${text}\r\n--b0--`),
    words,
  },
  {
    name: 'a part that is only a boundary',
    raw: raw('multipart/mixed; boundary=b0', `--b0\r\n--b0\r\n${text}\r\n--b0--`),
    words,
  },
  {
    name: 'a multipart in base64',
    raw: raw('multipart/mixed; boundary=b0', base64(parts('b0', text, pdf)), 'base64'),
    words,
  },
  {
    name: 'a multipart declared quoted-printable',
    raw: raw('multipart/mixed; boundary=b0', parts('b0', text, pdf), 'quoted-printable'),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'a multipart of an unknown kind',
    raw: multipart('x-nuovo', text, pdf),
    words,
    files: ['atto.pdf'],
  },
  {
    name: 'multipart/x-mixed-replace',
    raw: multipart('x-mixed-replace', text, textPart('Seconda versione')),
    words,
  },
  {
    name: 'multipart/appledouble',
    raw: multipart(
      'appledouble',
      filePart('foto', 'risorsa', 'application/applefile'),
      filePart('foto.jpg', '\xff\xd8\xff', 'image/jpeg'),
    ),
    files: ['foto', 'foto.jpg'],
  },
  {
    name: 'multipart nested 20 deep',
    raw: Buffer.from(
      letter('', { type: null })
        .toString('latin1')
        .replace(/\r\n\r\n$/, '') + `\r\n${nested(20, text)}`,
      'latin1',
    ),
    words,
  },
  {
    name: 'multipart nested 100 deep',
    raw: Buffer.from(
      letter('', { type: null })
        .toString('latin1')
        .replace(/\r\n\r\n$/, '') + `\r\n${nested(100, text)}`,
      'latin1',
    ),
    notice: 'too-many-parts',
  },
  {
    name: 'multipart nested 1,000 deep',
    raw: Buffer.from(
      letter('', { type: null })
        .toString('latin1')
        .replace(/\r\n\r\n$/, '') + `\r\n${nested(1000, text)}`,
      'latin1',
    ),
    notice: 'too-many-parts',
  },
  {
    name: '1,000 parts',
    raw: multipart('mixed', text, ...Array.from({ length: 1000 }, () => pdf)),
    words,
    notice: 'too-many-parts',
  },
  {
    name: '10,000 parts',
    raw: multipart(
      'mixed',
      text,
      ...Array.from({ length: 10_000 }, () => 'Content-Type: image/gif\r\n\r\nx'),
    ),
    words,
    notice: 'too-many-parts',
  },

  {
    name: 'an alternative with the text after the HTML',
    raw: multipart('alternative', htmlPart(`<p>${body}</p>`), text),
    words,
  },
  {
    name: 'an alternative with a calendar only',
    raw: multipart(
      'alternative',
      part('Content-Type: text/calendar; method=REQUEST', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'),
    ),
    files: ['allegato.ics'],
  },
  { name: 'an alternative whose HTML is empty', raw: multipart('alternative', text, htmlPart('')), words },
  {
    name: 'an alternative whose HTML has no words',
    raw: multipart(
      'alternative',
      text,
      htmlPart('<html><head><style>p{}</style></head><body><div><br></div></body></html>'),
    ),
    words,
  },
  {
    name: 'an alternative whose text is empty',
    raw: multipart('alternative', textPart(''), htmlPart(`<p>${body}</p>`)),
    words,
  },
  {
    name: 'an alternative whose HTML is an attachment',
    raw: multipart('alternative', text, filePart('pagina.html', '<p>x</p>', 'text/html')),
    words,
    files: ['pagina.html'],
  },
  { name: 'an alternative of one part', raw: multipart('alternative', htmlPart(`<p>${body}</p>`)), words },
  {
    name: 'an alternative of three texts',
    raw: multipart('alternative', text, textPart('Seconda forma'), htmlPart(`<p>${body}</p>`)),
    words,
  },
  {
    name: 'related without a root',
    raw: multipart('related', png, htmlPart(`<p>${body}<img src="cid:logo@a"></p>`)),
    words,
    files: ['logo.png'],
  },
  {
    name: 'related with a wrong start',
    raw: raw(
      'multipart/related; boundary=b0; start="<nessuno>"',
      parts('b0', htmlPart(`<p>${body}</p>`), png),
    ),
    words,
    files: ['logo.png'],
  },
  {
    name: 'mixed inside related inside alternative',
    raw: multipart(
      'alternative',
      text,
      part(
        'Content-Type: multipart/related; boundary=r1',
        parts(
          'r1',
          part('Content-Type: multipart/mixed; boundary=m1', parts('m1', htmlPart(`<p>${body}</p>`), pdf)),
          png,
        ),
      ),
    ),
    words,
    files: ['atto.pdf', 'logo.png'],
  },
  {
    name: 'two texts with a picture between, as Apple Mail writes',
    raw: multipart(
      'mixed',
      textPart('Prima della foto.'),
      part(
        [
          'Content-Type: image/jpeg; name=foto.jpg',
          'Content-Disposition: inline; filename=foto.jpg',
          'Content-Transfer-Encoding: base64',
        ],
        base64('\xff\xd8\xff'),
      ),
      textPart('Dopo la foto.'),
    ),
    words: ['Prima della foto.', 'Dopo la foto.'],
    files: ['foto.jpg'],
  },
  {
    name: 'HTML, a file, HTML again',
    raw: multipart('mixed', htmlPart('<p>Prima del file.</p>'), pdf, htmlPart('<p>Dopo il file.</p>')),
    words: ['Prima del file.', 'Dopo il file.'],
    files: ['atto.pdf'],
  },
  {
    name: 'HTML with an open comment, and HTML after it',
    raw: multipart('mixed', htmlPart('<p>Prima.</p><!-- aperto'), htmlPart('<p>Dopo.</p>')),
    words: ['Prima.', 'Dopo.'],
  },
  {
    name: 'an alternative, and a list footer after it',
    raw: multipart(
      'mixed',
      part('Content-Type: multipart/alternative; boundary=a1', parts('a1', text, htmlPart(`<p>${body}</p>`))),
      textPart('-- \r\nPiede della lista <lista@a.example>'),
    ),
    words: [body, 'Piede della lista'],
  },
  {
    name: 'a text, and HTML after it, in mixed',
    raw: multipart('mixed', text, htmlPart('<p>Il seguito in HTML.</p>')),
    words: [body, 'Il seguito in HTML.'],
  },
  {
    name: '60 texts in a row',
    raw: multipart('mixed', ...Array.from({ length: 60 }, (_, i) => textPart(`Pezzo numero ${i}.`))),
    words: ['Pezzo numero 0.', 'Pezzo numero 9.'],
  },
  {
    name: 'a named text before the body',
    raw: multipart(
      'mixed',
      part('Content-Type: text/plain; name=registro.txt', 'riga di registro'),
      htmlPart(`<p>${body}</p>`),
    ),
    words,
  },
  {
    name: 'a signed mail',
    raw: raw(
      'multipart/signed; boundary=b0; micalg=sha-256; protocol="application/pkcs7-signature"',
      parts('b0', text, filePart('smime.p7s', 'firma', 'application/pkcs7-signature')),
    ),
    words,
    files: ['smime.p7s'],
  },
  {
    name: 'a PGP encrypted mail',
    raw: raw(
      'multipart/encrypted; boundary=b0; protocol="application/pgp-encrypted"',
      parts(
        'b0',
        part('Content-Type: application/pgp-encrypted', 'Version: 1'),
        part('Content-Type: application/octet-stream; name=encrypted.asc', '-----BEGIN PGP MESSAGE-----'),
      ),
    ),
    files: ['allegato', 'encrypted.asc'],
  },
  {
    name: 'an S/MIME envelope',
    raw: raw(
      'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
      base64('0\x80\x06\x09'),
      'base64',
    ),
    files: ['smime.p7m'],
  },
  {
    name: 'a delivery report',
    raw: raw(
      'multipart/report; report-type=delivery-status; boundary=b0',
      parts(
        'b0',
        text,
        part(
          'Content-Type: message/delivery-status',
          'Reporting-MTA: dns; a.example\r\n\r\nFinal-Recipient: rfc822; x@b.example\r\nAction: failed\r\nStatus: 5.2.2',
        ),
        part('Content-Type: text/rfc822-headers', 'Subject: originale'),
      ),
    ),
    words,
  },
  {
    name: 'a read receipt',
    raw: raw(
      'multipart/report; report-type=disposition-notification; boundary=b0',
      parts(
        'b0',
        text,
        part(
          'Content-Type: message/disposition-notification',
          'Disposition: manual-action/MDN-sent-manually; displayed',
        ),
      ),
    ),
    words,
  },
  {
    name: 'a digest',
    raw: raw(
      'multipart/digest; boundary=b0',
      parts(
        'b0',
        `\r\nFrom: uno@a.example\r\nSubject: Primo\r\n\r\nTesto del primo`,
        `\r\nFrom: due@a.example\r\nSubject: Secondo\r\n\r\nTesto del secondo`,
      ),
    ),
    files: ['Primo.eml', 'Secondo.eml'],
    inside: { 'Primo.eml': { words: ['Testo del primo'] }, 'Secondo.eml': { words: ['Testo del secondo'] } },
  },

  {
    name: 'a forwarded message',
    raw: multipart(
      'mixed',
      text,
      part(
        'Content-Type: message/rfc822',
        multipart('mixed', textPart('Testo inoltrato'), pdf)
          .toString('latin1')
          .replace('Subject: Prova', 'Subject: Inoltrata')
          .replaceAll('b0', 'f0'),
      ),
    ),
    words,
    files: ['Inoltrata.eml'],
    inside: { 'Inoltrata.eml': { words: ['Testo inoltrato'], files: ['atto.pdf'] } },
  },
  {
    name: 'a forwarded message in base64',
    raw: multipart(
      'mixed',
      text,
      part(
        ['Content-Type: message/rfc822; name=busta.eml', 'Content-Transfer-Encoding: base64'],
        base64(letter(utf8('Testo così'))),
      ),
    ),
    words,
    files: ['busta.eml'],
    inside: { 'busta.eml': { words: ['Testo così'] } },
  },
  {
    name: 'a forwarded message that is empty',
    raw: multipart('mixed', text, part('Content-Type: message/rfc822', '')),
    words,
    files: ['allegato.eml'],
    inside: { 'allegato.eml': {} },
  },
  {
    name: 'a message that is only a message',
    raw: raw('message/rfc822', letter('Testo della sola busta', { subject: 'Dentro' }).toString('latin1')),
    files: ['Dentro.eml'],
    inside: { 'Dentro.eml': { words: ['Testo della sola busta'] } },
  },
  {
    name: 'messages forwarded 40 deep',
    raw: Array.from({ length: 40 }).reduce<Buffer>(
      (inner) => multipart('mixed', text, part('Content-Type: message/rfc822', inner.toString('latin1'))),
      letter('il fondo'),
    ),
    words,
  },
  {
    name: 'an .eml as octets',
    raw: multipart(
      'mixed',
      text,
      filePart('originale.eml', letter('Testo in octet').toString('latin1'), 'application/octet-stream'),
    ),
    words,
    files: ['originale.eml'],
    inside: { 'originale.eml': { words: ['Testo in octet'] } },
  },
  {
    name: 'message/global',
    raw: multipart(
      'mixed',
      text,
      part('Content-Type: message/global; name=globale.eml', letter('Testo globale').toString('latin1')),
    ),
    words,
    files: ['globale.eml'],
    inside: { 'globale.eml': { words: ['Testo globale'] } },
  },
  {
    name: 'a PEC: postacert.eml and daticert.xml, signed',
    raw: raw(
      'multipart/signed; boundary=s0; protocol="application/x-pkcs7-signature"',
      parts(
        's0',
        part(
          'Content-Type: multipart/mixed; boundary=b0',
          parts(
            'b0',
            part(
              'Content-Type: multipart/alternative; boundary=a0',
              parts(
                'a0',
                textPart('Messaggio di posta certificata'),
                htmlPart('<p>Messaggio di posta certificata</p>'),
              ),
            ),
            filePart('daticert.xml', '<postacert/>', 'application/xml'),
            part(
              [
                'Content-Type: message/rfc822; name=postacert.eml',
                'Content-Disposition: inline; filename=postacert.eml',
              ],
              multipart('mixed', textPart('Istanza di accesso agli atti'), pdf)
                .toString('latin1')
                .replaceAll('b0', 'f0'),
            ),
          ),
        ),
        filePart('smime.p7s', 'firma', 'application/x-pkcs7-signature'),
      ),
    ),
    words: ['Messaggio di posta certificata'],
    files: ['daticert.xml', 'postacert.eml', 'smime.p7s'],
    inside: { 'postacert.eml': { words: ['Istanza di accesso agli atti'], files: ['atto.pdf'] } },
  },
  {
    name: 'a PEC whose envelope is opaque',
    raw: raw('application/pkcs7-mime; smime-type=signed-data; name=smime.p7m', base64('0\x82'), 'base64'),
    files: ['smime.p7m'],
  },
  {
    name: 'message/partial',
    raw: raw('message/partial; id="x@a"; number=1; total=3', 'Subject: pezzo\r\n\r\nPrimo pezzo'),
  },
  {
    name: 'message/external-body',
    raw: raw(
      'message/external-body; access-type=URL; URL="http://a.example/x"',
      'Content-Type: image/png\r\n\r\n',
    ),
  },
  {
    name: 'a message/rfc822 with a multipart that never ends',
    raw: multipart(
      'mixed',
      text,
      part(
        'Content-Type: message/rfc822',
        `Subject: Mozza\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n--zz\r\n${textPart('Testo mozzo')}`,
      ),
    ),
    words,
    inside: { 'Mozza.eml': { words: ['Testo mozzo'] } },
  },
  {
    name: 'a message/rfc822 without a boundary',
    raw: multipart(
      'mixed',
      text,
      part(
        'Content-Type: message/rfc822',
        `Subject: Rotta\r\nContent-Type: multipart/mixed\r\n\r\n${parts('zz', textPart('Testo rotto'))}`,
      ),
    ),
    words,
    inside: { 'Rotta.eml': { words: ['Testo rotto'] } },
  },
  {
    name: 'lines that end a message early for a careless reader',
    raw: mail([...people, 'Subject: Punti'], `uno\r\n.\r\n${body}\r\n..\r\n* 1 FETCH (FLAGS ())\r\nA1 OK`),
    words,
  },
]
