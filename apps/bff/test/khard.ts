import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Mirrored, openMirror } from './mirror.ts'

/** khard, an address book program that knows nothing of us, on files that vdirsyncer keeps equal to a book of the server. */
export interface Khard {
  sync: () => Promise<void>
  /** The names it lists, in their order. */
  names: () => Promise<string[]>
  /** What it shows of the one card that has these words. */
  show: (words: string) => Promise<string>
  /** Its own form, filled in: `Nickname: Bea`. It takes the card's phones and addresses from there, too. */
  add: (...form: string[]) => Promise<void>
  edit: (words: string, ...form: string[]) => Promise<void>
  close: () => void
}

export async function openKhard(server: Omit<Mirrored, 'kind'>): Promise<Khard> {
  const mirror = await openMirror({ ...server, kind: 'carddav' })
  const config = join(mirror.dir, 'khard')
  writeFileSync(
    config,
    `[addressbooks]
[[all]]
path = ${mirror.files}
[general]
editor = true
merge_editor = true
[vcard]
preferred_version = 3.0
`,
  )
  const khard = (args: string[], input?: string) => mirror.run('khard', ['-c', config, ...args], input)
  const fillIn = (form: string[]): string => {
    const path = join(mirror.dir, 'form.yaml')
    writeFileSync(path, `${form.join('\n')}\n`)
    return path
  }
  return {
    sync: mirror.sync,
    names: async () => {
      const out = await khard(['list', '--parsable'])
      return out.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[1]!]))
    },
    show: (words) => khard(['show', words]),
    add: async (...form) => void (await khard(['new', '-a', 'all', '-i', fillIn(form)])),
    edit: async (words, ...form) => void (await khard(['edit', '-i', fillIn(form), words], 'y\n')),
    close: mirror.close,
  }
}
