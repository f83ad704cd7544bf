import { aMessage, type StoredMessage } from '@staffetta/testing'

const payloads = [
  '<img src=x onerror=top.trap(1)>',
  '"><script>top.trap(2)</script>',
  `' onmouseover='top.trap(3)' x='`,
  'javascript:top.trap(4)',
  '<svg onload=top.trap(5)>',
  '</title><img src=http://c.canary.test/title>',
  '{{constructor.constructor("top.trap(6)")()}}',
  '\u202Egnp.exe\u202C<iframe src=http://c.canary.test/bidi>',
]

/** Mail whose every field but the body is the attack: subject, names, file names, content types and ids. */
export function hostileHeaders(to: string): StoredMessage[] {
  return payloads.flatMap((payload, at) => [
    stored(
      aMessage()
        .from('Ostile <ostile@altrove.example>')
        .to(to)
        .subject(payload)
        .text(`${payload} http://c.canary.test/text`),
    ),
    stored(
      aMessage()
        .from(`${payload} <ostile@altrove.example>`)
        .to(`${payload} <${to}>`)
        .cc(`${payload} <a@altrove.example>`)
        .subject(`nome ${at}`)
        .text('ciao'),
    ),
    stored(
      aMessage()
        .from('Ostile <ostile@altrove.example>')
        .to(to)
        .subject(`file ${at}`)
        .messageId(`${payload.replace(/[\s<>]/g, '')}@x`)
        .text('ciao')
        .attach({ filename: `${payload}.html`, type: 'text/html', content: '<script>top.trap(7)</script>' })
        .attach({
          filename: `../../${payload}.svg`,
          type: 'image/svg+xml',
          content: '<svg xmlns="http://www.w3.org/2000/svg" onload="top.trap(8)"/>',
        })
        .attach({
          filename: 'foto.png',
          contentType: `image/png; name="${payload.replaceAll('"', "'")}"`,
          content: '<script>top.trap(9)</script>',
        })
        .attach({
          filename: 'x',
          contentType: 'text/html; charset="><img src=x onerror=top.trap(10)>"',
          content: 'x',
        }),
    ),
    stored(
      aMessage()
        .from('Ostile <ostile@altrove.example>')
        .to(to)
        .subject(`cid ${at}`)
        .html(`<img src="cid:${payload.replaceAll('"', '&quot;')}">`)
        .inline(payload, { type: 'image/png', content: 'x', filename: payload }),
    ),
  ])
}

function stored(message: ReturnType<typeof aMessage>): StoredMessage {
  return { raw: message.build(), receivedAt: new Date() }
}
