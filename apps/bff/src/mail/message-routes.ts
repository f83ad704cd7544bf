import { mail } from '@staffetta/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { stamp } from '../crypto/seal.ts'
import { AppError } from '../http/app-error.ts'
import { mount } from '../http/mount.ts'
import { listHeaders } from './headers.ts'
import { filesOf, getInnerMessage, getMessage } from './message.ts'
import {
  partOpener,
  partsOf,
  peek,
  shownText,
  shownType,
  withPart,
  withSource,
  type PartStream,
} from './parts.ts'
import { fetchRemoteImage } from './remote-image.ts'
import type { MailDeps } from './mail-deps.ts'
import { sendBytes, sendZip } from './send-bytes.ts'
import { listThread } from './thread.ts'

/** One message: its bodies, its parts, its source. */
export function mountMessages(app: FastifyInstance, { config, imap }: MailDeps): void {
  const imageToken = (sessionHash: Buffer, ref: string) =>
    stamp(config.key, 'image', sessionHash.toString('hex'), ref)

  mount(app, mail.getMessage, async ({ account, params, sessionHash }) =>
    getMessage(imap.of(account), params.ref, imageToken(sessionHash, params.ref)),
  )
  mount(app, mail.getInnerMessage, async ({ account, params, sessionHash }) =>
    getInnerMessage(imap.of(account), params.ref, {
      partId: params.partId,
      imageToken: imageToken(sessionHash, params.ref),
    }),
  )
  mount(app, mail.listThread, async ({ account, params }) => ({
    messages: await listThread(imap.of(account), params.ref),
  }))
  mount(app, mail.listHeaders, async ({ account, params }) => ({
    headers: await listHeaders(imap.of(account), params.ref),
  }))

  mount(app, mail.getSource, async ({ account, params, query, reply }) => {
    const disposition = query.download === true ? 'attachment' : 'inline'
    await withSource(
      imap.of(account),
      params.ref,
      (content) =>
        query.download === true
          ? sendBytes(reply, content, { type: 'message/rfc822', fileName: 'messaggio.eml', disposition })
          : sendBytes(reply, content, {
              type: 'text/plain; charset=utf-8',
              fileName: 'messaggio.txt',
              disposition,
            }),
      goneSignal(reply),
    )
  })

  mount(app, mail.getPart, async ({ account, params, query, reply }) => {
    await withPart(
      imap.of(account),
      params.ref,
      params.partId,
      (stream) => (query.show === true ? showPart(reply, stream) : downloadPart(reply, stream)),
      goneSignal(reply),
    )
  })

  mount(app, mail.getAllAttachments, async ({ account, params, reply }) => {
    const mailbox = imap.of(account)
    const { path, uid, parts } = await partsOf(mailbox, params.ref)
    const files = await filesOf(mailbox, params.ref)
    await mailbox.side.apart(
      path,
      (connection) => {
        const open = partOpener(connection, uid, parts)
        return sendZip(reply, 'allegati.zip', files, async ({ partId }) => (await open(partId)).content)
      },
      goneSignal(reply),
    )
  })

  mount(app, mail.getRemoteImage, async ({ params, query, sessionHash, reply }) => {
    if (query.token !== imageToken(sessionHash, params.ref)) throw new AppError('request/forgery-suspected')
    const { type, bytes } = await fetchRemoteImage(query.url, config.imageNetworks)
    return reply
      .header('content-type', type)
      .header('cache-control', 'private, max-age=86400')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(bytes)
  })
}

async function downloadPart(reply: FastifyReply, { part, content }: PartStream): Promise<void> {
  // Under its own type a saved HTML file would open as a page of this site in some browsers; as octets it is only saved.
  await sendBytes(reply, content, {
    type: 'application/octet-stream',
    fileName: part.fileName,
    disposition: 'attachment',
  })
}

async function showPart(reply: FastifyReply, { part, content }: PartStream): Promise<void> {
  const { head, content: whole } = await peek(content, 1024)
  const type = shownType(head)
  if (type !== undefined)
    return sendBytes(reply, whole, { type, fileName: part.fileName, disposition: 'inline' })
  if (!part.type.startsWith('text/') || part.dangerous) throw new AppError('mail/image-refused')
  const text = await shownText(whole, part)
  await sendBytes(reply, text, {
    type: 'text/plain; charset=utf-8',
    fileName: part.fileName,
    disposition: 'inline',
  })
}

function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.on('close', () => gone.abort())
  return gone.signal
}
