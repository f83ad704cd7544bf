import './MessageDetails.css'
import type { Address, MessageDetail } from '@staffetta/contract'
import { IconButton } from '@staffetta/ui'
import { UserPlus } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { personButton } from '../../app/person-mark.ts'
import { useAddToContacts } from '../../contacts/index.ts'

/** Every name and address there is, as they came. */
export function MessageDetails({ detail }: { detail: MessageDetail }) {
  const { t, formats } = useI18n()
  const { summary } = detail
  const add = useAddToContacts()
  const rows: [string, Address[]][] = [
    [t('message.field.from'), summary.from],
    [t('message.field.sender'), detail.sender ? [detail.sender] : []],
    [t('message.field.replyTo'), detail.replyTo],
    [t('message.field.to'), summary.to],
    [t('message.field.cc'), detail.cc],
    [t('message.field.bcc'), detail.bcc],
  ]
  return (
    <dl className="message-details">
      {rows.map(([label, people]) =>
        people.length === 0 ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {people.map((person, at) => (
                <span key={at}>
                  {person.name && person.address && (
                    <>
                      <button {...personButton(person)}>{person.name}</button>{' '}
                    </>
                  )}
                  {person.name && person.address ? `<${person.address}>` : person.name || person.address}
                  {add && person.address !== '' && (
                    <IconButton
                      icon={UserPlus}
                      size={28}
                      label={t('message.addToContacts', { name: person.name || person.address })}
                      onClick={() => add(person)}
                    />
                  )}
                </span>
              ))}
            </dd>
          </div>
        ),
      )}
      <div>
        <dt>{t('message.field.date')}</dt>
        <dd>{formats.full(summary.sentAt ?? summary.receivedAt)}</dd>
      </div>
    </dl>
  )
}
