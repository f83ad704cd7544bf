import './SourceDialogs.css'
import type { MessageRef } from '@staffetta/contract'
import { Button, Dialog } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../app/api.ts'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { mailQueries } from '../queries.ts'

interface Props {
  messageRef: MessageRef
  onClose: () => void
}

/** The message byte for byte, as the browser shows a text: in a frame that can do nothing. */
export function SourceDialog({ messageRef: ref, onClose }: Props) {
  const { t } = useI18n()
  return (
    <Dialog
      title={t('message.source')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button size="form" onClick={() => location.assign(api.mail.getSource({ ref, download: true }))}>
            {t('message.saveEml')}
          </Button>
          <Button size="form" kind="primary" autoFocus onClick={onClose}>
            {t('actions.close')}
          </Button>
        </>
      }
    >
      <iframe
        className="source-frame"
        sandbox=""
        title={t('message.source')}
        src={api.mail.getSource({ ref })}
      />
    </Dialog>
  )
}

export function HeadersDialog({ messageRef, onClose }: Props) {
  const { t } = useI18n()
  const { data, error } = useQuery(mailQueries.headers(messageRef))
  return (
    <Dialog
      title={t('message.headers')}
      width="wide"
      onClose={onClose}
      actions={
        <Button size="form" kind="primary" autoFocus onClick={onClose}>
          {t('actions.close')}
        </Button>
      }
    >
      {error && <p role="alert">{sentenceOf(error, t)}</p>}
      {!data && !error && <p role="status">{t('message.loading')}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, also for those who have keys alone. */}
      <dl className="headers-list" tabIndex={0} aria-label={t('message.headers')}>
        {data?.headers.map(({ name, value }, at) => (
          <div key={at}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
