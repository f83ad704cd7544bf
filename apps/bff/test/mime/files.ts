import {
  base64,
  filePart,
  letter,
  multipart,
  part,
  parts,
  textPart,
  utf8,
  type MimeCase,
} from './mime-case.ts'
import { winmail } from './winmail.ts'

const body = 'Il corpo si legge.'
const words = [body]
const named = (disposition: string, type = 'application/pdf') =>
  letter(
    parts(
      'b0',
      textPart(body),
      part(
        [`Content-Type: ${type}`, `Content-Disposition: ${disposition}`, 'Content-Transfer-Encoding: base64'],
        base64('%PDF-1.4'),
      ),
    ),
    { type: 'multipart/mixed; boundary=b0' },
  )
const name = (odd: string, disposition: string, file: string, type?: string): MimeCase => ({
  name: `a file name ${odd}`,
  raw: named(disposition, type),
  words,
  files: [file],
})

/** Attachments: their names, ids and sizes. */
export const fileCases: MimeCase[] = [
  name('as an encoded-word', 'attachment; filename="=?utf-8?Q?citt=C3=A0.pdf?="', 'città.pdf'),
  name(
    'as encoded-words that split a character',
    'attachment; filename="=?utf-8?B?Y2l0dMM=?= =?utf-8?B?oC5wZGY=?="',
    'città.pdf',
  ),
  name('as an encoded-word without quotes', 'attachment; filename==?utf-8?Q?citt=C3=A0.pdf?=', 'città.pdf'),
  name('of RFC 2231', "attachment; filename*=UTF-8''citt%C3%A0.pdf", 'città.pdf'),
  name('of RFC 2231 in iso-8859-1', "attachment; filename*=iso-8859-1'it'citt%E0.pdf", 'città.pdf'),
  name(
    'of RFC 2231 beside a plain one',
    "attachment; filename=citta.pdf; filename*=UTF-8''citt%C3%A0.pdf",
    'città.pdf',
  ),
  name(
    'of RFC 2231 in pieces',
    "attachment; filename*0*=UTF-8''citt%C3; filename*1*=%A0%20; filename*2=nuova.pdf",
    'città nuova.pdf',
  ),
  name(
    'of RFC 2231 in pieces out of order',
    'attachment; filename*1="due.pdf"; filename*0="uno-"',
    'uno-due.pdf',
  ),
  name('of RFC 2231 without a charset', 'attachment; filename*=citt%C3%A0.pdf', 'città.pdf'),
  name('of RFC 2231 that lies about its charset', "attachment; filename*=utf-8''citt%E0.pdf", 'città.pdf'),
  name('of RFC 2231 with bad percents', "attachment; filename*=UTF-8''50%25%ZZ%.pdf", '50%%ZZ%.pdf'),
  name('in name only', 'attachment', 'nome.pdf', 'application/pdf; name="nome.pdf"'),
  name('in raw UTF-8', `attachment; filename="${utf8('città.pdf')}"`, 'città.pdf'),
  name('in raw cp1252', 'attachment; filename="citt\xe0.pdf"', 'città.pdf'),
  name('that climbs folders', 'attachment; filename="../../../etc/passwd"', 'passwd'),
  name(
    'that climbs folders on Windows',
    'attachment; filename="..\\\\..\\\\windows\\\\system.ini"',
    'system.ini',
  ),
  name('that is an absolute path', 'attachment; filename="C:\\\\atti\\\\delibera.pdf"', 'delibera.pdf'),
  name('that is a device', 'attachment; filename="CON.pdf"', '_CON.pdf'),
  name(
    'that hides its extension by bidi',
    'attachment; filename="=?utf-8?Q?fattura=E2=80=AEfdp.exe?="',
    'fatturafdp.exe',
  ),
  name('with a double extension', 'attachment; filename="fattura.pdf.exe"', 'fattura.pdf.exe'),
  name('with dots and blanks at the end', 'attachment; filename="fattura.pdf. . ."', 'fattura.pdf'),
  name('of dots', 'attachment; filename=".."', 'allegato.pdf'),
  name('that is empty', 'attachment; filename=""', 'allegato.pdf'),
  name('with line breaks', 'attachment; filename="=?utf-8?Q?a=0D=0Ab.pdf?="', 'ab.pdf'),
  name('with a NUL', 'attachment; filename="=?utf-8?Q?a=00b.pdf?="', 'ab.pdf'),
  name('with blanks and no quotes', 'attachment; filename=due parole.pdf', 'due parole.pdf'),
  {
    name: 'a file name of 5,000 characters',
    raw: named(`attachment; filename="${'a'.repeat(5000)}.pdf"`),
    words,
  },
  {
    name: 'a file name of 900 pieces',
    raw: named(`attachment; ${Array.from({ length: 900 }, (_, i) => `filename*${i}=x`).join('; ')}`),
    words,
  },
  {
    name: 'one name twice and once in capitals',
    raw: multipart(
      'mixed',
      textPart(body),
      filePart('a.pdf', '1'),
      filePart('a.pdf', '2'),
      filePart('A.PDF', '3'),
    ),
    words,
    files: ['a.pdf', 'a.pdf', 'A.PDF'],
  },
  {
    name: 'files without names',
    raw: multipart(
      'mixed',
      textPart(body),
      part('Content-Type: image/jpeg', 'x'),
      part('Content-Type: application/x-mai-visto', 'y'),
    ),
    words,
    files: ['allegato.jpg', 'allegato'],
  },
  {
    name: 'a BinHex file',
    raw: multipart(
      'mixed',
      textPart(body),
      part(
        'Content-Type: application/mac-binhex40; name=vecchio.hqx',
        '(This file must be converted with BinHex 4.0)',
      ),
    ),
    words,
    files: ['vecchio.hqx'],
  },
  {
    name: 'a file of zero bytes',
    raw: multipart('mixed', textPart(body), filePart('vuoto.pdf', '')),
    words,
    files: ['vuoto.pdf'],
    contents: { 'vuoto.pdf': '' },
  },
  {
    name: 'a file in broken base64',
    raw: multipart(
      'mixed',
      textPart(body),
      part(
        ['Content-Type: application/pdf; name=rotto.pdf', 'Content-Transfer-Encoding: base64'],
        '!!!!%%%%====Y2lhbw',
      ),
    ),
    words,
    files: ['rotto.pdf'],
  },
  {
    name: 'a file whose base64 is padded in pieces',
    raw: multipart(
      'mixed',
      textPart(body),
      part(
        ['Content-Type: application/pdf; name=pezzi.pdf', 'Content-Transfer-Encoding: base64'],
        `${base64('prima ')}\r\n${base64('a')}\r\n${base64('seconda')}`,
      ),
    ),
    words,
    files: ['pezzi.pdf'],
  },
  {
    name: 'a file of an unknown encoding',
    raw: multipart(
      'mixed',
      textPart(body),
      part(
        ['Content-Type: application/pdf; name=strano.pdf', 'Content-Transfer-Encoding: x-mistero'],
        'contenuto',
      ),
    ),
    words,
    files: ['strano.pdf'],
    contents: { 'strano.pdf': 'contenuto' },
  },
  {
    name: 'Content-IDs without brackets, twice, and encoded in the address',
    raw: letter(
      parts(
        'b0',
        part('Content-Type: text/html', `<p>${body}<img src="cid:a%40b"><img src="cid:doppio"></p>`),
        ...['a@b', '<doppio>', '<doppio>', '<', ''].map((id, i) =>
          part(
            [
              `Content-Type: image/png; name=i${i}.png`,
              `Content-ID: ${id}`,
              'Content-Transfer-Encoding: base64',
            ],
            base64('\x89PNG\r\n\x1a\n'),
          ),
        ),
      ),
      { type: 'multipart/related; boundary=b0' },
    ),
    words,
    files: ['i0.png', 'i1.png', 'i2.png', 'i3.png', 'i4.png'],
  },
  {
    name: 'a zip bomb, which is only listed',
    raw: multipart(
      'mixed',
      textPart(body),
      filePart('bomba.zip', 'PK\x03\x04' + '\0'.repeat(1000), 'application/zip'),
    ),
    words,
    files: ['bomba.zip'],
  },
  {
    name: 'a file of 30 MB',
    raw: multipart(
      'mixed',
      textPart(body),
      part(
        [
          'Content-Type: application/octet-stream',
          'Content-Disposition: attachment; filename=grande.bin',
          'Content-Transfer-Encoding: base64',
        ],
        `${base64(Buffer.alloc(57 * 1000, 7))}\r\n`.repeat(527),
      ),
    ),
    words,
    files: ['grande.bin'],
  },
  {
    name: 'a winmail.dat with a text and two files',
    raw: multipart(
      'mixed',
      textPart(body),
      filePart(
        'winmail.dat',
        winmail({
          body: 'Testo di Outlook',
          files: [
            { name: 'delibera.pdf', content: '%PDF-1.4 tnef' },
            { name: 'nota.txt', content: 'una nota' },
          ],
        }).toString('latin1'),
        'application/ms-tnef',
      ),
    ),
    words,
    files: ['winmail.dat'],
    inside: { 'winmail.dat': { words: ['Testo di Outlook'], files: ['delibera.pdf', 'nota.txt'] } },
  },
  {
    name: 'a winmail.dat alone',
    raw: letter(base64(winmail({ body: 'Solo Outlook', files: [{ name: 'x.txt', content: 'x' }] })), {
      type: 'application/ms-tnef; name=winmail.dat',
      encoding: 'base64',
    }),
    files: ['winmail.dat'],
    inside: { 'winmail.dat': { words: ['Solo Outlook'], files: ['x.txt'] } },
  },
  {
    name: 'a winmail.dat that is cut',
    raw: multipart(
      'mixed',
      textPart(body),
      filePart(
        'winmail.dat',
        winmail({ body: 'Mozzo', files: [{ name: 'x.txt', content: 'x'.repeat(500) }] })
          .subarray(0, 200)
          .toString('latin1'),
        'application/ms-tnef',
      ),
    ),
    words,
    files: ['winmail.dat'],
    inside: { 'winmail.dat': {} },
  },
  {
    name: 'a winmail.dat that is none',
    raw: multipart('mixed', textPart(body), filePart('winmail.dat', 'nessun TNEF', 'application/ms-tnef')),
    words,
    files: ['winmail.dat'],
    inside: { 'winmail.dat': {} },
  },
]
