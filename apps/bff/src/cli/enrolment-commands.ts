import { flawsOf } from '@staffetta/contract'
import { findEnrolment, listFiles, listSentEnrolments } from '../db/enrolments.ts'
import { type Command, CommandError, remembered } from './command.ts'

/** The requests of bodies. What is decided about them is `tenant set-state`. */
export const enrolmentCommands: Record<string, Command> = {
  async list({ db }) {
    const rows = await listSentEnrolments(db)
    const lines = rows.map(({ slug, name, state, state_since }) =>
      [state.padEnd(11), state_since.toISOString().slice(0, 16), slug.padEnd(24), name].join('  '),
    )
    return { data: rows, text: lines.join('\n') || 'Nobody has asked yet.' }
  },

  async show({ db }, [slug]) {
    const tenant = await remembered(db, slug)
    const row = await findEnrolment(db, 'tenant_id', tenant.id)
    if (row === undefined)
      throw new CommandError(`${tenant.name} came by the command line, not by a request.`)
    const files = await listFiles(db, row.id)
    const { dossier, sent_at: sentAt } = row
    const flaws = flawsOf(dossier, files.length)
    const { state, stateSince, stateReason } = tenant
    return {
      data: { slug, state, stateSince, stateReason, sentAt, dossier, files, flaws },
      text: [
        `${tenant.name} (${tenant.slug}), ${state} since ${stateSince.toISOString().slice(0, 16)}`,
        ...(stateReason === '' ? [] : [`  ${stateReason}`]),
        JSON.stringify(dossier, null, 2),
        ...files.map(({ fileName, sizeBytes }) => `  ${fileName}, ${sizeBytes} bytes`),
      ].join('\n'),
    }
  },
}
