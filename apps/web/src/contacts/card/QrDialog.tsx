import { Button, Dialog, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { QrCode } from 'lucide-react'
import { encode } from 'uqr'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
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
      icon={QrCode}
      onClose={onClose}
      actions={
        <Button autoFocus onClick={onClose}>
          {t('actions.close')}
        </Button>
      }
    >
      {data ? (
        <Code text={qrText(data.fields)} label={t('contacts.qr.label', { name: nameOf(contact) })} />
      ) : error ? (
        <p role="alert">{sentenceOf(error, t)}</p>
      ) : (
        <Skeleton width="240px" />
      )}
      <p className="qr-hint">{t('contacts.qr.hint')}</p>
    </Dialog>
  )
}

function Code({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect className="qr-light" width={size} height={size} />
      <path className="qr-dark" d={path} />
    </svg>
  )
}
