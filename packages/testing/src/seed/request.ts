import { altavalleRequest } from './altavalle.ts'

/** Asks for the service as somebody of the body does it: by the public page's own calls. */
export async function askForService(url: string): Promise<void> {
  let cookie = ''
  const call = async (path: string, body: object | Buffer) => {
    const isFile = Buffer.isBuffer(body)
    const response = await fetch(`${url}/api/enrolment/request${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': isFile ? 'application/octet-stream' : 'application/json' },
      body: isFile ? new Uint8Array(body) : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return (await response.json()) as { version: number }
  }
  const { dossier, letter } = altavalleRequest()
  await call('', { language: 'it', dossier })
  const { version } = await call('/files?fileName=Richiesta%20di%20adesione.pdf', letter)
  await call('/send', { version })
}
