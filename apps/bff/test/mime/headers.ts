import { letter, mail, people, utf8, type MimeCase } from './mime-case.ts'

const body = 'Il corpo si legge.'
const words = [body]
const withSubject = (subject: string, type?: string) => letter(body, { subject, ...(type && { type }) })
const withFrom = (...from: string[]) =>
  mail(
    [...from, 'To: x@monteverde.example', 'Subject: Mittenti', 'Date: Tue, 3 Mar 2026 09:00:00 +0100'],
    body,
  )
const withDate = (date: string) => mail([people[0]!, people[1]!, `Date: ${date}`, 'Subject: Data'], body)
const word = (charset: string, bytes: string) =>
  `=?${charset}?B?${Buffer.from(bytes, 'latin1').toString('base64')}?=`

export const headerCases: MimeCase[] = [
  {
    name: 'no From',
    raw: mail(['To: a@b.example', 'Subject: Senza mittente'], body),
    words,
    subject: 'Senza mittente',
  },
  { name: 'an empty From', raw: withFrom('From:'), words },
  { name: 'two From fields', raw: withFrom('From: uno@a.example', 'From: due@b.example'), words },
  {
    name: 'two addresses in From',
    raw: withFrom('From: Uno <uno@a.example>, Due <due@b.example>'),
    words,
    from: 'Uno <uno@a.example>',
  },
  { name: 'From that is a name alone', raw: withFrom('From: Il Sindaco'), words },
  { name: 'From with a group', raw: withFrom('From: Giunta: uno@a.example, due@b.example;'), words },
  { name: 'From with unbalanced brackets', raw: withFrom('From: "Ufficio <<a@b.example>'), words },
  {
    name: 'From with raw UTF-8',
    rawHeader: true,
    raw: withFrom(`From: ${utf8('Nicolò Però')} <n@a.example>`),
    words,
    from: 'Nicolò Però <n@a.example>',
  },
  {
    name: 'From with raw cp1252',
    rawHeader: true,
    raw: withFrom('From: "Nicol\xf2 Per\xf2" <n@a.example>'),
    words,
    from: 'Nicolò Però <n@a.example>',
  },
  {
    name: 'From with an encoded comma',
    raw: withFrom('From: =?utf-8?Q?Rossi=2C_Nicol=C3=B2?= <n@a.example>'),
    words,
    from: 'Rossi, Nicolò <n@a.example>',
  },
  {
    name: 'From of 200,000 characters',
    raw: withFrom(`From: ${'a'.repeat(100_000)} <${'b'.repeat(100_000)}@a.example>`),
    words,
  },
  {
    name: 'To with 5,000 addresses',
    raw: mail(
      [
        people[0]!,
        `To: ${Array.from({ length: 5000 }, (_, i) => `u${i}@a.example`).join(',\r\n ')}`,
        'Subject: Tanti',
      ],
      body,
    ),
    words,
    subject: 'Tanti',
  },
  { name: 'a Date that is no date', raw: withDate('domani mattina'), words },
  { name: 'a Date in the year 0', raw: withDate('Mon, 1 Jan 0000 00:00:00 +0000'), words },
  { name: 'a Date in the year 99999', raw: withDate('Mon, 1 Jan 99999 00:00:00 +0000'), words },
  { name: 'a Date with a zone of 99 hours', raw: withDate('Tue, 3 Mar 2026 09:00:00 +9999'), words },
  {
    name: 'two Dates',
    raw: mail([...people, 'Date: Wed, 4 Mar 2026 09:00:00 +0100', 'Subject: Due date'], body),
    words,
  },
  { name: 'no Subject', raw: mail(people, body), words, subject: '' },
  { name: 'two Subjects', raw: mail([...people, 'Subject: Primo', 'Subject: Secondo'], body), words },
  {
    name: 'a Subject in raw UTF-8',
    rawHeader: true,
    raw: withSubject(utf8('Città più bella')),
    words,
    subject: 'Città più bella',
  },
  {
    name: 'a Subject in raw cp1252',
    rawHeader: true,
    raw: withSubject('Citt\xe0 \x96 5 \x80'),
    words,
    subject: 'Città – 5 €',
  },
  { name: 'a Subject in raw ISO-2022-JP', raw: withSubject('\x1b$B%F%9%H\x1b(B'), words, subject: 'テスト' },
  { name: 'a Subject of 100,000 characters', raw: withSubject('parola '.repeat(15_000)), words },
  {
    name: 'an encoded-word that splits a character',
    raw: withSubject('=?utf-8?B?w6DD?= =?utf-8?B?oA==?='),
    words,
    subject: 'àà',
  },
  {
    name: 'an encoded-word in Q that splits a character over a fold',
    raw: withSubject('=?UTF-8?Q?perch=C3?=\r\n =?UTF-8?Q?=A9?='),
    words,
    subject: 'perché',
  },
  {
    name: 'an encoded-word that lies about its charset',
    raw: withSubject('=?us-ascii?Q?citt=C3=A0?='),
    words,
    subject: 'città',
  },
  {
    name: 'an encoded-word that says UTF-8 and is cp1252',
    raw: withSubject('=?utf-8?Q?citt=E0?='),
    words,
    subject: 'città',
  },
  {
    name: 'an encoded-word of an unknown charset',
    raw: withSubject('=?x-nessuno?Q?citt=C3=A0?='),
    words,
    subject: 'città',
  },
  {
    name: 'an encoded-word in iso-8859-15',
    raw: withSubject('=?iso-8859-15?Q?5_=A4?='),
    words,
    subject: '5 €',
  },
  {
    name: 'an encoded-word in koi8-r',
    raw: withSubject(word('koi8-r', '\xd0\xd2\xc9\xd7\xc5\xd4')),
    words,
    subject: 'привет',
  },
  {
    name: 'an encoded-word in gb2312',
    raw: withSubject(word('gb2312', '\xc4\xe3\xba\xc3')),
    words,
    subject: '你好',
  },
  {
    name: 'an encoded-word in iso-2022-jp',
    raw: withSubject(word('iso-2022-jp', '\x1b$B%F%9%H\x1b(B')),
    words,
    subject: 'テスト',
  },
  {
    name: 'an encoded-word with a language',
    raw: withSubject('=?utf-8*it?Q?citt=C3=A0?='),
    words,
    subject: 'città',
  },
  {
    name: 'an encoded-word with spaces inside',
    raw: withSubject('=?utf-8?Q?la citt=C3=A0 nuova?='),
    words,
    subject: 'la città nuova',
  },
  {
    name: 'adjacent encoded-words without a space',
    raw: withSubject('=?utf-8?Q?uno?==?utf-8?Q?due?='),
    words,
    subject: 'unodue',
  },
  {
    name: 'an encoded-word stuck to plain text',
    raw: withSubject('Re:=?utf-8?Q?citt=C3=A0?=bella'),
    words,
    subject: 'Re:cittàbella',
  },
  {
    name: 'Q with bad hex',
    raw: withSubject('=?utf-8?Q?sconto_50=ZZ_e_=C3=A0?='),
    words,
    subject: 'sconto 50=ZZ e à',
  },
  { name: 'Q that ends in the middle of an octet', raw: withSubject('=?utf-8?Q?fine=C?='), words },
  {
    name: 'B without padding',
    raw: withSubject('=?utf-8?B?Y2l0dMOg?= e =?utf-8?B?Y2k?='),
    words,
    subject: 'città e ci',
  },
  { name: 'B with bad padding', raw: withSubject('=?utf-8?B?Y2l0dMOg===?='), words, subject: 'città' },
  { name: 'B with garbage', raw: withSubject('=?utf-8?B?!!!!****?='), words },
  {
    name: 'an encoded-word inside an encoded-word',
    raw: withSubject('=?utf-8?Q?=3D=3Futf-8=3FQ=3Fdentro=3F=3D?='),
    words,
    subject: '=?utf-8?Q?dentro?=',
  },
  {
    name: 'an encoded-word that never ends',
    raw: withSubject('=?utf-8?Q?senza_fine'),
    words,
    subject: '=?utf-8?Q?senza_fine',
  },
  { name: 'an encoded-word with an unknown encoding', raw: withSubject('=?utf-8?X?ciao?='), words },
  {
    name: 'an encoded-word of 50,000 characters',
    raw: withSubject(`=?utf-8?B?${Buffer.from('lungo '.repeat(6000)).toString('base64')}?=`),
    words,
  },
  {
    name: '2,000 encoded-words',
    raw: withSubject(Array.from({ length: 2000 }, () => '=?utf-8?Q?=C3=A0?=').join('\r\n ')),
    words,
  },
  {
    name: 'an encoded-word that hides line breaks',
    raw: withSubject('=?utf-8?Q?prima=0D=0ABcc:_altro@x.example?='),
    words,
  },
  {
    name: 'an encoded-word that hides bidi marks',
    raw: withSubject('=?utf-8?Q?fattura=E2=80=AEfdp.exe?='),
    words,
    subject: 'fattura fdp.exe',
  },
  {
    name: 'a field folded with tabs and empty lines of blanks',
    raw: mail([...people, 'Subject: uno\r\n\tdue\r\n   tre'], body),
    words,
  },
  { name: 'a folded line of blanks only', raw: mail([...people, 'Subject: uno\r\n \r\n due'], body), words },
  { name: 'blanks before the colon', raw: mail([...people, 'Subject : Spazio'], body), words },
  {
    name: 'a header line without a colon',
    raw: mail([...people, 'Subject: Colonne', 'questa riga non ha senso', 'X-Ok: 1'], body),
  },
  {
    name: 'an mbox From line first',
    raw: mail(['From protocollo@ente.example Tue Mar  3 09:00:00 2026', ...people, 'Subject: mbox'], body),
  },
  {
    name: 'a first line that is a continuation',
    raw: mail([' continua da nulla', ...people, 'Subject: Continua'], body),
  },
  {
    name: 'a header of 1 MB in one field',
    raw: letter(body, { headers: [`X-Grande: ${'x'.repeat(1_000_000)}`] }),
    words,
    subject: 'Prova',
  },
  {
    name: 'a folded header of 1 MB',
    raw: letter(body, { headers: [`X-Grande: ${'riga di testo\r\n '.repeat(66_000)}fine`] }),
    words,
    subject: 'Prova',
  },
  {
    name: '10,000 header fields',
    raw: letter(body, { headers: Array.from({ length: 10_000 }, (_, i) => `X-N${i}: ${i}`) }),
    words,
    subject: 'Prova',
  },
  {
    name: 'a body line of 1 MB',
    raw: letter(`inizio ${'parola '.repeat(140_000)}fine`),
    words: ['inizio', 'fine'],
  },
  {
    name: 'no body and no blank line',
    raw: Buffer.from(`${people.join('\r\n')}\r\nSubject: Solo testata\r\n`),
    subject: 'Solo testata',
  },
  { name: 'no body after the blank line', raw: mail([...people, 'Subject: Vuota']), subject: 'Vuota' },
  {
    name: 'no header at all',
    raw: Buffer.from('\r\nSolo un corpo, senza testata.\r\n'),
    words: ['Solo un corpo'],
  },
  {
    name: 'text where the header should be',
    raw: Buffer.from('Caro ufficio,\r\nscrivo senza testata.\r\n\r\nGrazie del riscontro.\r\n'),
    words: ['Grazie del riscontro'],
  },
  { name: 'one byte', raw: Buffer.from('x') },
  { name: 'only line breaks', raw: Buffer.from('\r\n'.repeat(50)) },
  { name: 'only NULs', raw: Buffer.alloc(2000) },
  { name: 'NULs in the header', raw: mail([...people, 'Subject: Un\0due'], body), words },
  { name: 'NULs in the body', raw: letter('prima\0\0\0dopo'), words: ['prima', 'dopo'] },
  {
    name: 'bare LF everywhere',
    raw: Buffer.from(letter(`riga uno\r\n${body}`).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
    words,
    subject: 'Prova',
  },
  {
    name: 'bare CR everywhere',
    raw: Buffer.from(letter(`riga uno\r\n${body}`).toString('latin1').replaceAll('\r\n', '\r'), 'latin1'),
  },
  { name: 'line breaks of all kinds mixed', raw: letter(`uno\rdue\ntre\r\r\nquattro\r\n${body}`), words },
  {
    name: 'control characters in body and subject',
    raw: letter(`\x01\x02\x07${body}\x1f`, { subject: 'A\x07B\x08C' }),
    words,
  },
  {
    name: 'a Message-ID without brackets, References full of garbage',
    raw: letter(body, {
      headers: [
        'Message-ID: nessuna parentesi',
        `References: <<<< ${'<a@b> '.repeat(3000)}>>>`,
        'In-Reply-To: <',
      ],
    }),
    words,
  },
  {
    name: 'a Reply-To and Cc that are no addresses',
    raw: letter(body, { headers: ['Reply-To: ;;;,,,<>', 'Cc: "aperto', 'Bcc: (commento senza fine'] }),
    words,
  },
  {
    name: 'a List-Unsubscribe and priorities out of range',
    raw: letter(body, {
      headers: ['List-Unsubscribe: javascript:alert(1)', 'X-Priority: 99999', 'Importance: \xff\xfe'],
    }),
    words,
  },
]
