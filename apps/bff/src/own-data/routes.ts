import { ownData } from '@staffetta/contract'
import type { FastifyInstance } from 'fastify'
import { findExport, noteCopied, stopExport } from '../db/own-exports.ts'
import { mount } from '../http/mount.ts'
import { sendArchive } from '../mail/send-bytes.ts'
import { beginCopy, type CopyDeps } from './copy.ts'

export function mountOwnData(app: FastifyInstance, deps: CopyDeps): void {
  const { db } = deps.contactsDeps
  mount(app, ownData.download, async ({ account, query, reply }) => {
    const wanted = {
      mail: query.mail !== 'no',
      calendar: query.calendar !== 'no',
      contacts: query.contacts !== 'no',
    }
    const { files, wasStopped, end } = await beginCopy(deps, account, wanted)
    const day = new Date().toISOString().slice(0, 10)
    try {
      await sendArchive(reply, { fileName: `${account.address} ${day}.zip`, fresh: true }, files)
      if (reply.raw.writableFinished && !Object.values(wanted).includes(false)) await noteCopied(db, account)
    } catch (error) {
      // The browser sees a download that broke off; somebody who stopped it knows why.
      if (!wasStopped()) app.log.error(error)
    } finally {
      await end()
    }
  })
  mount(app, ownData.getProgress, async ({ account }) => {
    const row = await findExport(db, account.accountId)
    return {
      running: row
        ? {
            startedAt: row.started_at.toISOString(),
            messages: row.messages,
            totalMessages: row.total_messages,
            bytes: Number(row.bytes),
          }
        : null,
      stopping: row?.stopped ?? false,
    }
  })
  mount(app, ownData.cancel, async ({ account }) => stopExport(db, account.accountId))
}
