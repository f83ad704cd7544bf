import { connect } from 'node:net'
import type { Dovecot } from './dovecot.ts'

/** One AUTHENTICATE at Dovecot's IMAP port: the mail server alone knows who its people are. */
export function mayLogIn(
  { host, imapPort }: Pick<Dovecot, 'host' | 'imapPort'>,
  user: string,
  secret: { password: string } | { token: string },
): Promise<boolean> {
  const [mechanism, words] =
    'token' in secret
      ? ['XOAUTH2', `user=${user}\u0001auth=Bearer ${secret.token}\u0001\u0001`]
      : ['PLAIN', `\0${user}\0${secret.password}`]
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: imapPort })
    let text = ''
    socket.setTimeout(10_000, () => socket.destroy(new Error('timeout')))
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('closed')))
    socket.once('data', () =>
      socket.write(`a AUTHENTICATE ${mechanism} ${Buffer.from(words).toString('base64')}\r\n`),
    )
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
      // The reason of a refusal, in JSON, is to be answered first (RFC 7628 §3.2.3).
      if (/^\+ \S/m.test(text)) {
        text = ''
        socket.write('\r\n')
      }
      const answer = /^a (OK|NO|BAD)/m.exec(text)
      if (!answer) return
      resolve(answer[1] === 'OK')
      socket.end('b LOGOUT\r\n')
    })
  })
}
