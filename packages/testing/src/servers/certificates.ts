import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveToRunner } from './unprivileged.ts'

export interface TestCertificates {
  /** The authority a client has to trust, as a file and as text. */
  caPath: string
  ca: string
  certPath: string
  keyPath: string
}

/** Makes a certificate authority and a certificate for localhost, 127.0.0.1 and `names`, valid for ten years. */
export function makeCertificates(folder: string, names: string[] = []): TestCertificates {
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    'req',
    '-x509',
    ...key,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '3650',
    '-subj',
    '/CN=Test authority',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  )
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost')
  const altNames = ['DNS:localhost', 'IP:127.0.0.1', 'IP:::1', ...names.map((name) => `DNS:${name}`)]
  writeFileSync(at('server.ext'), `subjectAltName=${altNames.join(',')}\nextendedKeyUsage=serverAuth\n`)
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'server.pem',
    '-days',
    '3650',
    '-extfile',
    'server.ext',
  )
  for (const name of ['ca.pem', 'ca.key', 'server.pem', 'server.key']) giveToRunner(at(name))
  return {
    caPath: at('ca.pem'),
    ca: readFileSync(at('ca.pem'), 'utf8'),
    certPath: at('server.pem'),
    keyPath: at('server.key'),
  }
}
