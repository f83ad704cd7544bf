import { listEntries } from '../db/register.ts'
import { registerPublicKey } from '../register/anchor.ts'
import { exportRegister } from '../register/export.ts'
import { verifyRegister } from '../register/verify.ts'
import { type Command, CommandError, remembered, serverKey } from './command.ts'

const words = {
  changed: 'is not what was written',
  missing: 'is missing',
  chain: 'does not follow the one before it',
  anchor: 'is not what was signed for',
} as const

export const registerCommands: Record<string, Command> = {
  async list({ db }, [slug], { limit = '50' }) {
    if (!/^[1-9]\d{0,4}$/.test(limit)) throw new CommandError('--limit is a whole number from 1 to 99999.', 2)
    const tenantIds = slug === undefined ? undefined : [(await remembered(db, slug)).id]
    const entries = await listEntries(db, { tenantIds }, Number(limit))
    const records = entries.map(({ record }) => JSON.parse(record) as Written)
    return { data: records, text: records.map(describe).join('\n') || 'Nothing was done yet.' }
  },

  async verify({ db, env }) {
    const verdict = await verifyRegister(db, registerPublicKey(serverKey(env)))
    if (verdict.first !== null)
      throw new CommandError(`Entry ${verdict.first.seq} ${words[verdict.first.fault]}.`)
    const gone = verdict.purged === 0 ? '' : `, ${verdict.purged} older ones purged by the rules`
    return { data: verdict, text: `${verdict.count} entries, every one as it was written${gone}.` }
  },

  async export({ db, env }) {
    const lines: string[] = []
    for await (const line of exportRegister(db, registerPublicKey(serverKey(env)))) lines.push(line)
    return { data: lines.map((line) => JSON.parse(line) as unknown), text: lines.join('').trimEnd() }
  },

  async key({ env }) {
    const publicKey = registerPublicKey(serverKey(env))
    return { data: { publicKey }, text: publicKey.trimEnd() }
  },
}

interface Written {
  seq: number
  at: string
  act: string
  actor: { name: string }
  subject: string | null
  reason: string | null
}

function describe({ seq, at, act, actor, subject, reason }: Written): string {
  const facts = [String(seq).padStart(6), at, actor.name.padEnd(24), act, subject ?? '', reason ?? '']
  return facts.join('  ').trimEnd()
}
