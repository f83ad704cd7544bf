import { Button, Dialog, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { QrCode as QrIcon } from 'lucide-react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { QrCode } from '../../app/QrCode.tsx'
import { type Contact, nameOf } from '../state/contact.ts'
import { contactQueries } from '../state/queries.ts'
import { qrText } from './qr-text.ts'

/** The card as a picture a telephone reads. */
export function QrDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useI18n()
  const { data, error } = useQuery(contactQueries.card(contact.ref))
  return (
    <Dialog
      title={nameOf(contact)}
      icon={QrIcon}
      onClose={onClose}
      actions={
        <Button autoFocus onClick={onClose}>
          {t('actions.close')}
        </Button>
      }
    >
      {data ? (
        <QrCode text={qrText(data.fields)} label={t('contacts.qr.label', { name: nameOf(contact) })} />
      ) : error ? (
        <p role="alert">{sentenceOf(error, t)}</p>
      ) : (
        <Skeleton width="240px" />
      )}
      <p className="qr-hint">{t('contacts.qr.hint')}</p>
    </Dialog>
  )
}
