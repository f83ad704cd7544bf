import type { MailLogEntry } from '@staffetta/contract'
import { Button, Chip, Field } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleHelp, CircleX, Download } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { saveFile } from '../../app/save-file.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { Wrong } from '../Wrong.tsx'
import { AdminForm } from '../AdminForm.tsx'

const dayMs = 86_400_000
const dayOf = (ms: number) => new Intl.DateTimeFormat('sv-SE').format(ms)

/** Who wrote to whom: for a reason, which is written down before anything is shown. */
export function MailLogSearch({ tenantId }: { tenantId: string }) {
  const { t, locale } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState(() => ({
    text: '',
    from: dayOf(Date.now() - 7 * dayMs),
    to: dayOf(Date.now()),
    reason: '',
  }))
  const [found, setFound] = useState<{ entries: MailLogEntry[]; more: boolean } | null>(null)
  const put = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change })

  const look = (work: (wanted: Wanted) => Promise<void>) => {
    const [from, end] = [new Date(`${typed.from}T00:00`), new Date(`${typed.to}T00:00`)]
    // The last day belongs to it.
    end.setDate(end.getDate() + 1)
    if (!(from < end)) return setWrong(t('keeping.log.datesWrong'))
    if (typed.reason.trim() === '') return setWrong(t('keeping.log.reasonMissing'))
    const { text, reason } = typed
    void attempt(async () => {
      await withProof(() => work({ tenantId, text, reason, from: from.toISOString(), to: end.toISOString() }))
      void client.invalidateQueries({ queryKey: ['admin', 'register'] })
    })
  }
  const search = () => look(async (wanted) => setFound(await adminApi.retention.searchMailLog(wanted)))
  const download = () =>
    look(async (wanted) =>
      saveFile(
        await adminApi.retention.exportMailLog({ ...wanted, language: locale }),
        `log-${typed.from}-${typed.to}.csv`,
      ),
    )
  return (
    <AdminForm busy={busy} onSubmit={search}>
      <h2>{t('keeping.log.title')}</h2>
      <p className="admin-none">{t('keeping.log.lead')}</p>
      <Field
        label={t('keeping.log.text')}
        hint={t('keeping.log.textHint')}
        maxLength={320}
        autoCapitalize="none"
        spellCheck={false}
        value={typed.text}
        onChange={({ target }) => put({ text: target.value })}
      />
      <div className="keeping-two">
        <Field
          type="date"
          label={t('keeping.log.from')}
          value={typed.from}
          onChange={({ target }) => put({ from: target.value })}
        />
        <Field
          type="date"
          label={t('keeping.log.to')}
          value={typed.to}
          onChange={({ target }) => put({ to: target.value })}
        />
      </div>
      <Field
        label={t('keeping.log.reason')}
        hint={t('keeping.log.reasonHint')}
        maxLength={500}
        value={typed.reason}
        onChange={({ target }) => put({ reason: target.value })}
      />
      <Wrong of={wrong} />
      <div className="setup-acts">
        <Button kind="primary" size="form" type="submit" busy={busy}>
          {t('keeping.log.search')}
        </Button>
        <Button size="form" icon={Download} disabled={busy} onClick={download}>
          {t('keeping.log.export')}
        </Button>
      </div>
      {found !== null && <Found {...found} />}
    </AdminForm>
  )
}

interface Wanted {
  tenantId: string
  text: string
  reason: string
  from: string
  to: string
}

function Found({ entries, more }: { entries: MailLogEntry[]; more: boolean }) {
  const { t, formats } = useI18n()
  return (
    <>
      <p role="status">
        {entries.length === 0 ? t('keeping.log.none') : t('keeping.log.found', { count: entries.length })}
        {more && ` ${t('keeping.log.more')}`}
      </p>
      {entries.length > 0 && (
        <table className="admin-table keeping-table">
          <thead>
            <tr>
              <th scope="col">{t('keeping.log.when')}</th>
              <th scope="col">{t('keeping.log.who')}</th>
              <th scope="col">{t('keeping.log.outcome')}</th>
              <th scope="col">{t('keeping.log.size')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((one) => (
              <tr key={`${one.at} ${one.messageId} ${one.result}`}>
                <td data-label={t('keeping.log.when')}>
                  <time dateTime={one.at}>{formats.messageDate(one.at)}</time>
                </td>
                <td data-label={t('keeping.log.who')}>
                  {isLetter(one) ? `${one.sender} → ${one.recipients.join(', ')}` : one.account}
                  {isLetter(one) && <small>{one.messageId}</small>}
                  {one.client !== null && (
                    <small>
                      {t('keeping.log.client')}: {one.client}
                    </small>
                  )}
                </td>
                <td data-label={t('keeping.log.outcome')}>
                  <Outcome of={one} />
                </td>
                <td data-short data-label={t('keeping.log.size')}>
                  {isLetter(one) && formats.size(one.sizeBytes)}
                  {one.attachments > 0 && (
                    <small>{t('keeping.log.attached', { count: one.attachments })}</small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

/** Rather than somebody who wanted to write more letters than may leave. */
const isLetter = ({ result }: MailLogEntry): boolean => result !== 'mail/too-many-sent'

function Outcome({ of: { result, smtpCode, refused } }: { of: MailLogEntry }) {
  const { t } = useI18n()
  const code = smtpCode === null ? '' : ` (${smtpCode})`
  if (result === 'accepted' && refused.length > 0)
    return (
      <>
        <Chip tone="warn" icon={CircleAlert}>
          {t('keeping.log.partly')}
          {code}
        </Chip>
        <small>{t('keeping.log.notFor', { addresses: refused.join(', ') })}</small>
      </>
    )
  if (result === 'accepted')
    return (
      <Chip tone="ok" icon={CircleCheck}>
        {t('keeping.log.accepted')}
        {code}
      </Chip>
    )
  if (result === 'mail/too-many-sent')
    return (
      <Chip tone="warn" icon={CircleAlert}>
        {t('keeping.log.tooMany')}
      </Chip>
    )
  if (result === 'mail/submission-uncertain')
    return (
      <Chip tone="warn" icon={CircleHelp}>
        {t('keeping.log.uncertain')}
      </Chip>
    )
  return (
    <Chip tone="bad" icon={CircleX}>
      {t(result === 'mail/submission-unreachable' ? 'keeping.log.unreached' : 'keeping.log.refused')}
      {code}
    </Chip>
  )
}
