import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeCertificates, type TestCertificates } from './certificates.ts'
import { runAsRunner, spawnServer } from './child.ts'
import { missingLibraries, unpackedRoot, unpackPackages } from './debian-packages.ts'
import { freePort, isListening, loopback, until } from './ports.ts'
import { giveToRunner, shortFolder } from './unprivileged.ts'

export interface Slapd {
  port: number
  base: string
  /** Who made its certificate: STARTTLS is there for whoever trusts it. */
  caPath: string
  /** Who may read: everybody else sees nothing. */
  reader: { user: string; password: string }
  /** LDIF (RFC 2849) of changes, as an administrator makes them. */
  modify: (ldif: string) => Promise<void>
  /** No longer answers, and answers again. */
  pause: () => Promise<void>
  resume: () => Promise<void>
  stop: () => Promise<void>
}

const base = 'dc=comune,dc=example'
const admin = `cn=admin,${base}`

/** Starts an OpenLDAP of its own with these entries (LDIF, below `dc=comune,dc=example`), unpacked beside the system. */
export async function startSlapd(entries: string): Promise<Slapd> {
  const { root, env } = await slapdBinaries()
  const run = shortFolder('ld')
  const stopAll = () => rmSync(run, { recursive: true, force: true, maxRetries: 5 })
  try {
    const config = join(run, 'slapd.conf')
    const data = join(run, 'data')
    mkdirSync(data)
    giveToRunner(data)
    const certificates = makeCertificates(run)
    writeFileSync(config, configuration(root, data, certificates))
    writeFileSync(join(run, 'entries.ldif'), `${top}\n${entries}`)
    const sbin = (name: string) => join(root, 'usr/sbin', name)
    await runAsRunner(sbin('slapadd'), ['-q', '-f', config, '-l', join(run, 'entries.ldif')], { env })
    const port = await freePort()
    const serve = async () => {
      const server = spawnServer(
        sbin('slapd'),
        ['-f', config, '-h', `ldap://${loopback}:${port}`, '-d', '0'],
        { env },
      )
      await until(() => isListening(port), {
        withinMs: 10_000,
        gone: server.gone,
        failure: () => `slapd did not start.\n${server.output()}`,
      })
      return server
    }
    let server = await serve()
    const changes = join(run, 'changes.ldif')
    return {
      port,
      base,
      caPath: certificates.caPath,
      reader: { user: `cn=lettore,${base}`, password: 'password' },
      modify: async (ldif) => {
        await server.end()
        writeFileSync(changes, ldif)
        await runAsRunner(sbin('slapmodify'), ['-f', config, '-l', changes], { env })
        server = await serve()
      },
      pause: () => server.end(),
      resume: async () => {
        server = await serve()
      },
      stop: async () => {
        await server.end()
        stopAll()
      },
    }
  } catch (error) {
    stopAll()
    throw error
  }
}

async function slapdBinaries(): Promise<{ root: string; env: Record<string, string> }> {
  const root = await unpackedRoot('slapd')
  if (!existsSync(root)) await unpackPackages(root, ['slapd', ...(await missingLibraries(['slapd']))])
  const library =
    readdirSync(join(root, 'usr/lib')).find((name) => name.includes('-linux-')) ?? 'x86_64-linux-gnu'
  return { root, env: { LD_LIBRARY_PATH: join(root, 'usr/lib', library) } }
}

const top = `dn: ${base}
objectClass: dcObject
objectClass: organization
dc: comune
o: Comune

dn: cn=lettore,${base}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: lettore
userPassword: password
`

function configuration(root: string, data: string, { certPath, keyPath }: TestCertificates): string {
  const schemas = ['core', 'cosine', 'inetorgperson'].map(
    (name) => `include ${join(root, 'etc/ldap/schema', `${name}.schema`)}`,
  )
  return `${schemas.join('\n')}
attributetype ( 1.2.840.113556.1.2.461 NAME 'msExchHideFromAddressLists'
  EQUALITY booleanMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.7 SINGLE-VALUE )
TLSCertificateFile ${certPath}
TLSCertificateKeyFile ${keyPath}
modulepath ${join(root, 'usr/lib/ldap')}
moduleload back_mdb
database mdb
suffix "${base}"
rootdn "${admin}"
directory ${data}
maxsize 67108864
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="cn=lettore,${base}" read by * none
`
}
