import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { missingLibraries, unpackedRoot, unpackPackages } from './debian-packages.ts'

/** Cyrus unpacked beside the system: Debian lets it be installed only in Dovecot's place. */
export interface CyrusBinaries {
  root: string
  bin: string
  env: Record<string, string>
}

const wanted = ['cyrus-imapd', 'cyrus-caldav', 'cyrus-common', 'libsasl2-modules']

/** Downloads and unpacks Cyrus and the libraries this machine lacks, once; later calls find it there. */
export async function cyrusBinaries(): Promise<CyrusBinaries> {
  const root = await unpackedRoot('cyrus-imapd')
  if (!existsSync(root))
    await unpackPackages(root, [
      ...wanted,
      ...(await missingLibraries(wanted.filter((name) => name.startsWith('cyrus')))),
    ])
  const library =
    readdirSync(join(root, 'usr/lib')).find((name) => name.includes('-linux-')) ?? 'x86_64-linux-gnu'
  const libraries = ['usr/lib', 'lib'].map((folder) => join(root, folder, library))
  return {
    root,
    bin: join(root, 'usr/lib/cyrus/bin'),
    env: {
      LD_LIBRARY_PATH: [join(root, 'usr/lib/cyrus'), ...libraries].join(':'),
      SASL_PATH: join(root, 'usr/lib', library, 'sasl2'),
    },
  }
}
