import { base64, bytesOf, letter, part, parts, textPart, utf8, type MimeCase } from './mime-case.ts'

const body = 'Il corpo si legge.'
const words = [body]
const typed = (type: string | null, content = body, headers: string[] = []) =>
  letter(content, { type, headers })
const encoded = (encoding: string, content: string, type = 'text/plain; charset=utf-8') =>
  letter(content, { type, encoding })
const charset = (name: string, content: string) => letter(content, { type: `text/plain; charset=${name}` })
const utf16le = (text: string) => Buffer.from(text, 'utf16le').toString('latin1')
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('latin1')
const inBase64 = (name: string, bytes: string) =>
  letter(base64(bytes), { type: `text/plain; charset=${name}`, encoding: 'base64' })
const uuencoded = (name: string, line: string) => `begin 644 ${name}\r\n${line}\r\n\`\r\nend`
/** "Contenuto" and a line break. */
const uuLine = uu('Contenuto\n')

function uu(content: string): string {
  const padded = Buffer.from(content.padEnd(Math.ceil(content.length / 3) * 3, '\0'), 'latin1')
  const digit = (value: number) => (value === 0 ? '`' : String.fromCharCode(32 + value))
  let line = digit(content.length)
  for (let i = 0; i < padded.length; i += 3) {
    const bits = (padded[i]! << 16) | (padded[i + 1]! << 8) | padded[i + 2]!
    line += digit(bits >> 18) + digit((bits >> 12) & 63) + digit((bits >> 6) & 63) + digit(bits & 63)
  }
  return line
}

/** Content-Type, charset and Content-Transfer-Encoding, alone. */
export const textCases: MimeCase[] = [
  { name: 'no Content-Type', raw: typed(null), words },
  { name: 'an empty Content-Type', raw: typed(''), words },
  { name: 'Content-Type: text', raw: typed('text'), words },
  { name: 'Content-Type: text/', raw: typed('text/'), words },
  { name: 'Content-Type: /plain', raw: typed('/plain'), words },
  { name: 'Content-Type: ; charset=utf-8', raw: typed('; charset=utf-8'), words },
  {
    name: 'Content-Type with a charset without a value',
    raw: typed('text/html;charset', '<p>Il corpo si legge.</p>'),
    words,
  },
  {
    name: 'Content-Type in capitals with blanks',
    raw: typed('TEXT / PLAIN ; CharSet = "UTF-8"', utf8('Città')),
    words: ['Citt'],
  },
  {
    name: 'Content-Type with the charset twice',
    raw: typed('text/plain; charset=utf-8; charset=koi8-r', utf8('perché sì')),
    words: ['perché sì'],
  },
  { name: 'two Content-Types', raw: typed('text/plain; charset=utf-8', body, ['Content-Type: image/png']) },
  {
    name: 'Content-Type with comments',
    raw: typed('text/plain (testo) ; charset=utf-8 (quale)', utf8('così è')),
    words: ['così è'],
  },
  {
    name: 'an unquoted parameter with blanks',
    raw: typed('text/plain; name=un nome lungo; charset=utf-8', utf8('così è')),
    words: ['così'],
  },
  {
    name: 'a parameter whose quote never ends',
    raw: typed('text/plain; charset="utf-8', utf8('così è')),
    words: ['così è'],
  },
  { name: 'Content-Type of an unknown text kind', raw: typed('text/x-nuovo; charset=utf-8', body), words },
  {
    name: 'Content-Type of 100,000 parameters',
    raw: typed(`text/plain; ${Array.from({ length: 20_000 }, (_, i) => `p${i}=v`).join('; ')}`),
    words,
  },
  {
    name: 'parameters named like a prototype',
    raw: typed('text/plain; __proto__=x; constructor*0=y; toString*=z; charset=utf-8', utf8('così è')),
    words: ['così è'],
  },
  {
    name: 'text/enriched',
    raw: typed('text/enriched', '<bold>Grassetto</bold> e testo << 5'),
    words: ['Grassetto e testo < 5'],
  },
  { name: 'text/richtext alone', raw: typed('text/richtext', 'Testo<nl>ricco'), words: ['Testo\nricco'] },
  {
    name: 'a calendar alone',
    raw: typed('text/calendar; method=REQUEST', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR'),
    files: ['allegato.ics'],
  },
  {
    name: 'application/octet-stream that is HTML',
    raw: typed('application/octet-stream; name=pagina.html', '<p>x</p>'),
    files: ['pagina.html'],
  },
  {
    name: 'an image alone',
    raw: letter(base64('\x89PNG\r\n\x1a\n'), { type: 'image/png; name=foto.png', encoding: 'base64' }),
    files: ['foto.png'],
  },
  {
    name: 'a PDF alone',
    raw: letter(base64('%PDF-1.4'), { type: 'application/pdf', encoding: 'base64' }),
    files: ['allegato.pdf'],
    contents: { 'allegato.pdf': '%PDF-1.4' },
  },
  {
    name: 'HTML that is an attachment and nothing else',
    raw: letter('<p>x</p>', {
      type: 'text/html',
      headers: ['Content-Disposition: attachment; filename=pagina.html'],
    }),
    files: ['pagina.html'],
  },
  {
    name: 'text that is an attachment and nothing else',
    raw: letter('Testo del file', { headers: ['Content-Disposition: attachment; filename=nota.txt'] }),
    files: ['nota.txt'],
    contents: { 'nota.txt': 'Testo del file' },
  },
  {
    name: 'a Content-Disposition that is garbage',
    raw: letter(body, { headers: ['Content-Disposition: ;;;=;"'] }),
    words,
  },

  {
    name: 'UTF-8 that nobody declared',
    raw: typed('text/plain', utf8('Perché la città è lì')),
    words: ['Perché la città è lì'],
    notice: 'charset-guessed',
  },
  {
    name: 'cp1252 that nobody declared',
    raw: typed('text/plain', 'Perch\xe9 la citt\xe0 \x96 5 \x80'),
    words: ['Perché la città – 5 €'],
    notice: 'charset-guessed',
  },
  {
    name: 'cp1252 declared as UTF-8',
    raw: charset('utf-8', 'Perch\xe9 la citt\xe0'),
    words: ['Perché la città'],
    notice: 'charset-guessed',
  },
  {
    name: 'UTF-8 declared as iso-8859-1',
    raw: charset('iso-8859-1', utf8('Perché la città')),
    words: ['Perché la città'],
    notice: 'charset-guessed',
  },
  {
    name: 'UTF-8 declared as us-ascii',
    raw: charset('us-ascii', utf8('Perché la città')),
    words: ['Perché la città'],
  },
  {
    name: 'UTF-8 declared as koi8-r',
    raw: charset('koi8-r', utf8('Perché la città')),
    words: ['Perché la città'],
  },
  {
    name: 'UTF-8 declared as utf-16',
    raw: charset('utf-16', utf8('Perché la città')),
    words: ['Perché la città'],
  },
  {
    name: 'UTF-8 with one broken byte',
    raw: charset('utf-8', `${utf8('Perché la città è così ')}\xff${utf8(' è ancora qui')}`),
    words: ['Perché la città è così', 'è ancora qui'],
  },
  {
    name: 'UTF-8 with a piece of cp1252 quoted in it',
    raw: charset('utf-8', `${utf8('Perché sì: «è così»\r\n')}> citt\xe0`),
    words: ['Perché sì: «è così»', 'città'],
  },
  {
    name: 'UTF-8 cut in the middle of a character',
    raw: charset('utf-8', `${utf8('città e perché')}\xc3`),
    words: ['città e perché'],
  },
  {
    name: 'an unknown charset',
    raw: charset('x-nessuno-lo-sa', utf8('Perché')),
    words: ['Perché'],
    notice: 'charset-guessed',
  },
  {
    name: 'a charset that is an encoding of a library',
    raw: charset('base64', utf8('Perché no')),
    words: ['Perché no'],
  },
  { name: 'a charset named hex', raw: charset('hex', 'cafe'), words: ['cafe'] },
  { name: 'a charset named __proto__', raw: charset('__proto__', utf8('Perché')), words: ['Perché'] },
  {
    name: 'a charset with a stray quote and blanks',
    raw: charset("' utf-8 '", utf8('Perché')),
    words: ['Perché'],
  },
  { name: 'charset utf8mb4', raw: charset('utf8mb4', utf8('Perché 🎲')), words: ['Perché 🎲'] },
  {
    name: 'charset x-unknown, with a BOM',
    raw: charset('x-unknown', utf8('\ufeffPerché')),
    words: ['Perché'],
    never: ['\ufeff'],
  },
  {
    name: 'charset utf-8 with a BOM',
    raw: charset('utf-8', utf8('\ufeffCittà')),
    words: ['Città'],
    never: ['\ufeff'],
  },
  {
    name: 'UTF-16 little endian with a BOM, in base64',
    raw: inBase64('utf-16', `\xff\xfe${utf16le('Perché la città')}`),
    words: ['Perché la città'],
    never: ['\ufeff'],
  },
  {
    name: 'UTF-16 big endian with a BOM, in base64',
    raw: inBase64('utf-16', `\xfe\xff${utf16be('Perché la città')}`),
    words: ['Perché la città'],
  },
  {
    name: 'UTF-16 little endian without a BOM',
    raw: inBase64('utf-16le', utf16le('Perché la città')),
    words: ['Perché la città'],
  },
  {
    name: 'UTF-16 with a BOM declared as UTF-8',
    raw: inBase64('utf-8', `\xff\xfe${utf16le('Perché la città')}`),
    words: ['Perché la città'],
  },
  {
    name: 'UTF-32 with a BOM',
    raw: inBase64('utf-32', `\xff\xfe\0\0${[...'Perché'].map((c) => c + '\0\0\0').join('')}`),
    words: ['Perché'],
  },
  { name: 'UTF-7', raw: charset('utf-7', 'Citt+AOA- e perch+AOk-'), words: ['Città e perché'] },
  { name: 'gb18030', raw: inBase64('gb18030', bytesOf('c4e3bac3 a3ac cac0bde7')), words: ['你好，世界'] },
  { name: 'euc-kr', raw: inBase64('euc-kr', bytesOf('bec8b3e7c7cfbcbcbfe4')), words: ['안녕하세요'] },
  { name: 'ks_c_5601-1987', raw: inBase64('ks_c_5601-1987', bytesOf('bec8b3e7')), words: ['안녕'] },
  { name: 'iso-2022-kr', raw: charset('iso-2022-kr', '\x1b$)C\x0e>H3g\x0f ok'), words: ['안녕 ok'] },
  { name: 'hz-gb-2312', raw: charset('hz-gb-2312', 'ecco ~{Dc:C~} fine'), words: ['ecco 你好 fine'] },
  { name: 'koi8-r', raw: charset('koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4'), words: ['Привет'] },
  { name: 'windows-1251', raw: charset('windows-1251', '\xcf\xf0\xe8\xe2\xe5\xf2'), words: ['Привет'] },
  {
    name: 'windows-1253',
    raw: charset('windows-1253', '\xca\xe1\xeb\xe7\xec\xdd\xf1\xe1'),
    words: ['Καλημέρα'],
  },
  { name: 'windows-1255', raw: charset('windows-1255', '\xf9\xec\xe5\xed'), words: ['שלום'] },
  { name: 'iso-8859-8-i', raw: charset('iso-8859-8-i', '\xf9\xec\xe5\xed'), words: ['שלום'] },
  { name: 'windows-1256', raw: charset('windows-1256', '\xe3\xd1\xcd\xc8\xc7'), words: ['مرحبا'] },
  { name: 'windows-1250', raw: charset('windows-1250', 'P\xf8\xedli\x9a'), words: ['Příliš'] },
  { name: 'iso-8859-2', raw: charset('iso-8859-2', 'P\xf8\xedli\xb9'), words: ['Příliš'] },
  { name: 'tis-620', raw: charset('tis-620', '\xca\xc7\xd1\xca\xb4\xd5'), words: ['สวัสดี'] },
  { name: 'big5', raw: inBase64('big5', bytesOf('a741a66e')), words: ['你好'] },
  { name: 'shift_jis', raw: inBase64('shift_jis', bytesOf('83658358 8367')), words: ['テスト'] },
  { name: 'euc-jp', raw: inBase64('euc-jp', bytesOf('a5c6a5b9a5c8')), words: ['テスト'] },
  { name: 'iso-2022-jp', raw: charset('iso-2022-jp', '\x1b$B%F%9%H\x1b(B'), words: ['テスト'] },
  {
    name: 'iso-2022-jp that nobody declared',
    raw: typed('text/plain', '\x1b$B%F%9%H\x1b(B'),
    words: ['テスト'],
  },
  { name: 'mac-roman', raw: charset('x-mac-roman', 'citt\x88 e perch\x8e'), words: ['città e perché'] },
  { name: 'macintosh', raw: charset('macintosh', 'citt\x88'), words: ['città'] },
  { name: 'cp850', raw: charset('cp850', 'citt\x85'), words: ['città'] },
  { name: 'ansi_x3.4-1968', raw: charset('ANSI_X3.4-1968', body), words },
  { name: 'x-user-defined', raw: charset('x-user-defined', `${body} \xe0`), words },
  {
    name: 'HTML whose meta contradicts the header',
    raw: typed('text/html; charset=utf-8', `<meta charset="koi8-r"><p>${utf8('Perché la città')}</p>`),
    words: ['Perché la città'],
  },
  {
    name: 'HTML whose meta alone says the charset',
    raw: typed(
      'text/html',
      '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>',
    ),
    words: ['Привет'],
  },
  {
    name: 'HTML whose header lies and whose meta is right',
    raw: typed('text/html; charset=utf-8', '<meta charset="koi8-r"><p>\xf0\xd2\xc9\xd7\xc5\xd4</p>'),
    words: ['Привет'],
  },

  { name: 'an unknown transfer encoding', raw: encoded('x-mistero', body), words },
  { name: 'an empty transfer encoding', raw: encoded('', body), words },
  { name: 'a transfer encoding in odd case', raw: encoded('bAsE64', base64(body)), words },
  { name: 'a transfer encoding with a comment', raw: encoded('base64 (codificato)', base64(body)), words },
  {
    name: 'a transfer encoding with a semicolon',
    raw: encoded('quoted-printable;', 'citt=C3=A0'),
    words: ['città'],
  },
  {
    name: 'a transfer encoding twice',
    raw: letter(base64(body), { encoding: 'base64', headers: ['Content-Transfer-Encoding: base64'] }),
    words,
  },
  {
    name: 'base64 with garbage between',
    raw: encoded('base64', `!!${base64(body).replaceAll(/(....)/g, '$1 *')}`),
    words,
  },
  { name: 'base64 without padding', raw: encoded('base64', base64(`${body}..`).replaceAll('=', '')), words },
  {
    name: 'base64 in one line of 200 kB',
    raw: encoded('base64', Buffer.from(`${body} `.repeat(8000)).toString('base64')),
    words,
  },
  {
    name: 'base64 in two padded pieces',
    raw: encoded('base64', `${base64('Prima parte. ')}\r\n${base64('Seconda parte.')}`),
    words: ['Prima parte.', 'Seconda parte.'],
  },
  {
    name: 'base64 followed by plain text',
    raw: encoded(
      'base64',
      `${base64(`${body}!`)}\r\n-- \r\nLista dei Comuni, per cancellarsi: https://lista.example\r\n`,
    ),
    words: [body, 'Lista dei Comuni'],
  },
  {
    name: 'base64 declared, plain text inside',
    raw: encoded(
      'base64',
      'Gentile ufficio, questo testo non è codificato affatto, si legge così.'
        .normalize()
        .replaceAll(/[èì]/g, 'e'),
    ),
    words: ['questo testo non'],
  },
  { name: 'base64 that is empty', raw: encoded('base64', '') },
  {
    name: 'base64url',
    raw: encoded('base64', Buffer.from(utf8('Perché ÿþ? ~~~ÿÿÿ'), 'latin1').toString('base64url')),
    words: ['Perché ÿþ?'],
  },
  {
    name: 'quoted-printable with bad escapes',
    raw: encoded('quoted-printable', 'sconto=ZZ del 50=% e citt=c3=a0 ='),
    words: ['sconto=ZZ del 50=% e città'],
  },
  {
    name: 'quoted-printable that ends in a soft break',
    raw: encoded('quoted-printable', 'citt=C3=A0=\r\n'),
    words: ['città'],
  },
  {
    name: 'quoted-printable with blanks after a soft break',
    raw: encoded('quoted-printable', 'una pa= \t\r\nrola sola'),
    words: ['una parola sola'],
  },
  {
    name: 'quoted-printable cut within an escape',
    raw: encoded('quoted-printable', 'citt=C3=A0 =C'),
    words: ['città'],
  },
  {
    name: 'quoted-printable of 8-bit text',
    raw: encoded('quoted-printable', utf8('città =C3=A8 così')),
    words: ['città è così'],
  },
  {
    name: 'quoted-printable with lines of 300 kB',
    raw: encoded('quoted-printable', '=C3=A0'.repeat(50_000)),
    words: ['àààà'],
  },
  { name: '8-bit text declared as 7bit', raw: encoded('7bit', utf8('città')), words: ['città'] },
  { name: 'binary', raw: encoded('binary', `${body}\r\n\x80\x81`), words },
  { name: 'encoded twice in base64', raw: encoded('base64', base64(base64(body))) },
  {
    name: 'uuencode as the transfer encoding of a text',
    raw: encoded('x-uuencode', uuencoded('nota.txt', uuLine)),
    words: ['Contenuto'],
  },
  {
    name: 'uuencode as the transfer encoding of a file',
    raw: letter(
      parts(
        'b0',
        textPart(body),
        part(
          [
            'Content-Type: application/octet-stream; name=nota.txt',
            'Content-Transfer-Encoding: x-uuencode',
            'Content-Disposition: attachment; filename=nota.txt',
          ],
          uuencoded('nota.txt', uuLine),
        ),
      ),
      { type: 'multipart/mixed; boundary=b0' },
    ),
    words,
    files: ['nota.txt'],
    contents: { 'nota.txt': 'Contenuto\n' },
  },
  {
    name: 'a uuencoded file inside the text',
    raw: letter(`${body}\r\n\r\n${uuencoded('nota.txt', uuLine)}\r\n\r\nSaluti`),
    words: [body, 'Saluti'],
    files: ['nota.txt'],
    contents: { 'nota.txt': 'Contenuto\n' },
  },
  {
    name: 'two uuencoded files of one name and a hostile one',
    raw: letter(
      [uuencoded('a.txt', uuLine), uuencoded('a.txt', uuLine), uuencoded('../../etc/passwd', uuLine)].join(
        '\r\n',
      ),
    ),
    files: ['a.txt', 'a.txt', 'passwd'],
  },
  {
    name: 'a uuencoded file that never ends',
    raw: letter(`${body}\r\nbegin 644 mai.bin\r\n${`${uuLine}\r\n`.repeat(3000)}`),
    words,
  },
  {
    name: 'a line that only looks like uuencode',
    raw: letter(`${body}\r\nbegin 644 times with care\r\nthis is prose.\r\nend`),
    words: [body, 'this is prose'],
  },
  {
    name: '10,000 lines that begin a uuencoded file',
    raw: letter(`${body}\r\n${'begin 644 a\r\n'.repeat(10_000)}`),
    words,
  },
  {
    name: 'yEnc in the text',
    raw: letter(`${body}\r\n=ybegin line=128 size=3 name=x.bin\r\n\x92\x93\x94\r\n=yend size=3`),
    words,
  },
  {
    name: 'format=flowed with quotes and a signature',
    raw: typed(
      'text/plain; charset=utf-8; format=flowed; delsp=yes',
      'una pa \r\nrola\r\n>> citato \r\n>> ancora\r\n-- \r\nfirma',
    ),
    words: ['una parola', 'citato'],
  },
  {
    name: 'format=flowed with 50,000 flowing lines',
    raw: typed('text/plain; format=flowed', `${'parola \r\n'.repeat(50_000)}fine`),
    words: ['fine'],
  },
]
