import { type AddressInfo, createServer, type Server } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterEach, expect, test } from 'vitest'
import type { TokenCredential } from '../http/credential.ts'
import { authentication } from './submission-login.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A submission server that offers one mechanism and takes one token; what it was told. */
async function listen(mechanism: string, good: string): Promise<{ port: number; told: string[] }> {
  const told: string[] = []
  server = createServer((socket) => {
    let refusing = false
    socket.write('220 here\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      const line = data.toString().trim()
      if (/^EHLO/i.test(line)) socket.write(`250-here\r\n250 AUTH ${mechanism}\r\n`)
      else if (/^AUTH/i.test(line)) {
        const [, name, value = ''] = line.split(' ')
        const words = Buffer.from(value, 'base64').toString()
        told.push(`${name} ${words.replaceAll('\u0001', '|')}`)
        refusing = !words.includes(`Bearer ${good}\u0001`)
        socket.write(refusing ? '334 eyJzdGF0dXMiOiI0MDEifQ==\r\n' : '235 in\r\n')
      } else if (refusing) {
        refusing = false
        socket.write('535 5.7.8 no\r\n')
      } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else socket.write('250 well\r\n')
    })
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, told }
}

function tokens(first: string, second: string): TokenCredential {
  return {
    kind: 'token',
    user: 'elena@comune.example',
    sealed: '',
    same: '',
    token: async (refused) => (refused === undefined ? first : second),
  }
}

const signIn = (port: number, credential: TokenCredential) =>
  createTransport({ host: '127.0.0.1', port, ignoreTLS: true, ...authentication(credential) }).verify()

test('a token goes by the mechanism that is offered, as its document writes it', async () => {
  const oauthbearer = await listen('OAUTHBEARER', 'one')
  await signIn(oauthbearer.port, tokens('one', 'one'))
  server?.close()
  const xoauth2 = await listen('XOAUTH2 PLAIN', 'one')
  await signIn(xoauth2.port, tokens('one', 'one'))

  expect(oauthbearer.told).toEqual(['OAUTHBEARER n,a=elena@comune.example,|auth=Bearer one||'])
  expect(xoauth2.told).toEqual(['XOAUTH2 user=elena@comune.example|auth=Bearer one||'])
})

test('a token that has ended is answered for and another is tried once, on the same line', async () => {
  const { port, told } = await listen('OAUTHBEARER', 'two')

  await signIn(port, tokens('one', 'two'))

  expect(told.map((line) => /Bearer (\w+)/.exec(line)?.[1])).toEqual(['one', 'two'])
})

test('where no token is taken, the sign-in is refused', async () => {
  const { port, told } = await listen('OAUTHBEARER', 'three')

  await expect(signIn(port, tokens('one', 'two'))).rejects.toMatchObject({ code: 'EAUTH' })
  expect(told.length).toBe(2)
})
