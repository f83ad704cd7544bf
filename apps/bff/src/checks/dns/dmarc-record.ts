import { readTags } from './tags.ts'

export const policies = ['none', 'quarantine', 'reject'] as const
export type DmarcPolicy = (typeof policies)[number]

export type Dmarc =
  | {
      kind: 'policy'
      p: DmarcPolicy
      sp: DmarcPolicy | null
      pct: number
      /** Addresses of aggregate reports, in lower case. */
      rua: string[]
      /** Addresses that are no mailbox, which nobody sends to. */
      wrongRua: string[]
    }
  | { kind: 'wrong'; tag: string }

/** RFC 7489 §6.6.3: what does not begin so is no record of DMARC, whatever else it says. */
export function isDmarc(text: string): boolean {
  return /^v[ \t]*=[ \t]*DMARC1[ \t]*(;|$)/.test(text)
}

/** Never throws. */
export function readDmarc(text: string): Dmarc {
  const tags = readTags(text)
  const [wrong] = tags.wrong
  if (wrong !== undefined) return { kind: 'wrong', tag: wrong }
  const p = readPolicy(tags.get('p'))
  if (p === undefined) return { kind: 'wrong', tag: `p=${tags.get('p') ?? ''}` }
  const written = tags.get('sp')
  const sp = written === undefined ? null : readPolicy(written)
  if (sp === undefined) return { kind: 'wrong', tag: `sp=${written}` }
  const pct = tags.get('pct') ?? '100'
  if (!/^\d{1,3}$/.test(pct) || Number(pct) > 100) return { kind: 'wrong', tag: `pct=${pct}` }
  for (const name of ['adkim', 'aspf'])
    if (!/^[rs]$/i.test(tags.get(name) ?? 'r')) return { kind: 'wrong', tag: `${name}=${tags.get(name)}` }
  const reports = (tags.get('rua') ?? '')
    .split(',')
    .map((uri) => uri.trim())
    .filter((uri) => uri !== '')
  const mailbox = /^mailto:([^@\s!,;]+@[a-z0-9.-]+)(![0-9]+[kmgt]?)?$/i
  return {
    kind: 'policy',
    p,
    sp,
    pct: Number(pct),
    rua: reports.flatMap((uri) => mailbox.exec(uri)?.[1]?.toLowerCase() ?? []),
    wrongRua: reports.filter((uri) => !mailbox.test(uri)),
  }
}

function readPolicy(text: string | undefined): DmarcPolicy | undefined {
  return policies.find((policy) => policy === text?.toLowerCase())
}
