import './SharingDialog.css'
import type { Share, ShareRight, Sharing } from '@staffetta/contract'
import {
  Avatar,
  Button,
  Dialog,
  Icon,
  IconButton,
  Notice,
  Select,
  Skeleton,
  VisuallyHidden,
} from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Building2, CircleAlert, Share2, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { ColleagueField } from './ColleagueField.tsx'
import { putShare, withdrawShare } from './mutations.ts'
import type { SharingSubject } from './subject.ts'

const notShared = 'none'

/** Who sees something of one's own, and what they may do: given, changed and taken back. Asked whenever it is opened. */
export function SharingDialog({ subject, onClose }: { subject: SharingSubject; onClose: () => void }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery({
    queryKey: subject.key,
    queryFn: subject.read,
    staleTime: 0,
    gcTime: 0,
  })
  const [failure, setFailure] = useState<unknown>(null)
  const [news, setNews] = useState('')
  const act = async (work: Promise<unknown>, done: string) => {
    setFailure(null)
    setNews('')
    try {
      await work
      setNews(done)
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <Dialog
      title={t('sharing.title', { name: subject.name })}
      icon={Share2}
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t('sharing.done')}
        </Button>
      }
    >
      <div className="sharing">
        <VisuallyHidden>
          <span role="status">{news}</span>
        </VisuallyHidden>
        {failure !== null && (
          <Notice icon={CircleAlert} tone="bad" live="alert">
            {sentenceOf(failure, t)}
          </Notice>
        )}
        {data && data.rights.length === 0 ? (
          <p>{t(subject.words.impossible)}</p>
        ) : data ? (
          <Given
            subject={subject}
            sharing={data}
            onPut={(share) => {
              const right = share.right === null ? t('sharing.none') : t(`sharing.rights.${share.right}`)
              void act(putShare(subject, share), t('sharing.said', { name: share.name, right }))
            }}
            onWithdraw={(share) =>
              void act(withdrawShare(subject, share), t('sharing.withdrawn', { name: share.name }))
            }
          />
        ) : error ? (
          <Notice
            icon={CircleAlert}
            tone="warn"
            live="alert"
            action={
              <Button kind="text" size="dense" onClick={() => void refetch()}>
                {t('actions.retry')}
              </Button>
            }
          >
            {sentenceOf(error, t)}
          </Notice>
        ) : (
          <div className="sharing-waiting" aria-busy="true">
            <Skeleton width="80%" />
            <Skeleton width="60%" />
          </div>
        )}
      </div>
    </Dialog>
  )
}

interface GivenProps {
  subject: SharingSubject
  sharing: Sharing
  onPut: (share: { address: string | null; name: string; right: ShareRight | null }) => void
  onWithdraw: (share: Share) => void
}

function Given({ subject, sharing, onPut, onWithdraw }: GivenProps) {
  const { t } = useI18n()
  const body = useStore(session, ({ me }) => me?.tenant.name ?? '')
  const field = useRef<HTMLInputElement>(null)
  const { shares, rights, everyone } = sharing
  const people = shares.filter(({ address }) => address !== null)
  const all = shares.find(({ address }) => address === null)
  const wordOf = (right: ShareRight) => ({ value: right, label: t(`sharing.rights.${right}`) })
  return (
    <>
      <ColleagueField
        ref={field}
        colleagues={subject.colleagues}
        rights={rights}
        taken={people.map(({ address }) => address!)}
        onAdd={({ address, name }, right) => onPut({ address, name, right })}
      />
      <ul className="sharing-list" aria-label={t(subject.words.who)}>
        {everyone.length > 0 && (
          <li>
            <span className="sharing-body">
              <Icon of={Building2} size={18} />
            </span>
            <span className="sharing-name">
              <b>{t('sharing.everyone', { name: body })}</b>
              <small>{t('sharing.everyoneHint')}</small>
            </span>
            <Select
              dense
              label={t('sharing.rightOf', { name: t('sharing.everyone', { name: body }) })}
              labelHidden
              value={all?.right ?? notShared}
              options={[{ value: notShared, label: t('sharing.none') }, ...everyone.map(wordOf)]}
              onChange={({ target }) => {
                const right = everyone.find((one) => one === target.value) ?? null
                onPut({ address: null, name: body, right })
              }}
            />
          </li>
        )}
        {people.map((share) => (
          <li key={share.address}>
            <Avatar name={share.name} />
            <span className="sharing-name">
              <b>{share.name}</b>
              <small>
                {share.address}
                {share.pending && ` · ${t('sharing.pending')}`}
              </small>
            </span>
            <Select
              dense
              label={t('sharing.rightOf', { name: share.name })}
              labelHidden
              value={share.right}
              options={[...new Set([...rights, share.right])].map(wordOf)}
              onChange={({ target }) => {
                const right = rights.find((one) => one === target.value)
                if (right) onPut({ address: share.address, name: share.name, right })
              }}
            />
            <IconButton
              icon={X}
              size={28}
              label={t('sharing.withdraw', { name: share.name })}
              onClick={() => {
                onWithdraw(share)
                field.current?.focus()
              }}
            />
          </li>
        ))}
      </ul>
      {people.length === 0 && !all && <p className="sharing-nobody">{t('sharing.nobody')}</p>}
      <p className="sharing-private">{t(subject.words.hint)}</p>
    </>
  )
}
