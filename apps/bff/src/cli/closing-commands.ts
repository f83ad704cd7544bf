import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { askForTenantExport, closingOf, setClosingEnd } from '../closing/closing.ts'
import { deleteTenant } from '../closing/delete-tenant.ts'
import { findTenantExport, noteDownload, readTenantExport } from '../db/tenant-exports.ts'
import { AppError } from '../http/app-error.ts'
import { registerPublicKey } from '../register/anchor.ts'
import { recorded } from '../register/record.ts'
import { type Command, CommandError, known, remembered, serverKey } from './command.ts'

export const closingCommands: Record<string, Command> = {
  async closing({ db, env, actor }, [slug], { ends, reason = '' }) {
    const tenant = ends === undefined ? await remembered(db, slug) : await known(db, slug)
    if (ends !== undefined) {
      const closesAt = new Date(ends)
      if (Number.isNaN(closesAt.getTime()) || reason.trim() === '')
        throw new CommandError('--ends is an instant like 2027-01-04T23:59+01:00, and wants a --reason.', 2)
      await inWords(() => setClosingEnd(db, actor, tenant, { closesAt, reason: reason.trim() }))
    }
    const closing = await closingOf(db, await remembered(db, slug), registerPublicKey(serverKey(env)))
    if (closing.closesAt === null && closing.proof === null)
      throw new CommandError(
        `${tenant.name} does not leave. staffetta tenant set-state ${tenant.slug} closing`,
      )
    const copy = closing.export
    const text =
      closing.proof === null
        ? `${tenant.name} is served until ${closing.closesAt}. ${closing.copied} of ${closing.people} people have their copy. ` +
          (copy === null ? 'No export was asked for.' : `The export is ${copy.state}.`)
        : `${tenant.name} is deleted. staffetta tenant proof ${tenant.slug} tells what was signed.`
    return { data: closing, text }
  },

  async 'ask-export'({ db, actor }, [slug]) {
    const tenant = await known(db, slug)
    await inWords(() => askForTenantExport(db, actor, tenant))
    return {
      data: { asked: true },
      text: 'Asked for. A running node writes it; then: staffetta tenant fetch-export',
    }
  },

  async 'fetch-export'({ db, actor }, [slug, file]) {
    const { id: tenantId } = await known(db, slug)
    if (file === undefined) throw new CommandError('Into which file?', 2)
    const row = await findTenantExport(db, tenantId)
    if (row?.state !== 'ready')
      throw new CommandError(row === undefined ? 'Nobody asked for it yet.' : `It is ${row.state}.`)
    const whose = { tenantId, id: row.id }
    await pipeline(readTenantExport(db, whose), createWriteStream(file, { mode: 0o600 }))
    const { sha256 } = row
    const details = { sha256, sizeBytes: Number(row.size_bytes) }
    await recorded(db, { act: 'tenant/export-downloaded', actor, tenantId, details }, (tx) =>
      noteDownload(tx, whose, actor.name),
    )
    return { data: { file, ...details }, text: `${file}, SHA-256 ${sha256}` }
  },

  async delete({ db, env, actor }, [slug], { name = '', reason = '', 'without-export': without }) {
    const tenant = await known(db, slug)
    if (reason.trim() === '') throw new CommandError('--reason is missing: it is in the proof.', 2)
    const withoutExport = without?.trim() || null
    const key = serverKey(env)
    await inWords(() =>
      deleteTenant({ db, key }, actor, tenant, { name, reason: reason.trim(), withoutExport }),
    )
    return {
      data: { deleted: tenant.slug },
      text: `Nothing of ${tenant.name} is left. staffetta tenant proof ${tenant.slug}`,
    }
  },

  async proof({ db, env }, [slug]) {
    const { proof } = await closingOf(db, await remembered(db, slug), registerPublicKey(serverKey(env)))
    if (proof === null) throw new CommandError('Its data were not deleted.')
    return { data: JSON.parse(proof) as unknown, text: proof.trimEnd() }
  },
}

const words: Record<string, string> = {
  'admin/not-closing':
    'It is not closing, or it serves the others. staffetta tenant set-state <slug> closing --reason "…"',
  'admin/closing-early':
    'It is still served: its data go after the last day. staffetta tenant closing <slug> tells which it is.',
  'admin/name-differs': '--name is to be the name of the body, as it is written.',
  'admin/export-missing': 'Its export was not taken away: fetch-export, or --without-export "reason".',
}

async function inWords(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const known = error instanceof AppError ? words[error.code] : undefined
    throw known === undefined ? error : new CommandError(known)
  }
}
