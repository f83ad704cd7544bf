import './AnnouncementsCard.css'
import '../setup/Setup.css'
import type { AdminAnnouncement } from '@staffetta/contract'
import { Button, Chip } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleStop, Plus } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { AnnouncementLine } from '../../announcements/AnnouncementLine.tsx'
import { Loaded } from '../Loaded.tsx'
import { AnnouncementDialog } from './AnnouncementDialog.tsx'
import { announcementsAt, deskOf, type Draft, isOfDesk } from './desk.ts'
import { timesOf } from './times.ts'

const standings = ['current', 'planned', 'past'] as const

/** What is announced now, what will be and what was; of a body, or of the operators (null). */
export function AnnouncementsCard({ tenantId, mayWrite }: { tenantId: string | null; mayWrite: boolean }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const query = announcementsAt(tenantId)
  const { data, error, refetch, dataUpdatedAt } = useQuery(query)
  const [writing, setWriting] = useState<AdminAnnouncement | 'new' | null>(null)
  const [ending, setEnding] = useState<AdminAnnouncement | null>(null)
  const desk = deskOf(tenantId)
  const shows = (answer: Awaited<ReturnType<typeof desk.publish>>, done: string) => {
    client.setQueryData(query.queryKey, answer)
    void client.invalidateQueries({ queryKey: ['admin', 'register'] })
    notify({ text: done })
  }
  const save = async (draft: Draft) => {
    if (writing === 'new') shows(await desk.publish(draft), t('announcing.published'))
    else if (writing !== null) {
      const { id, edition } = writing.announcement
      shows(await desk.change(id, edition, draft), t('announcing.changed'))
    }
    setWriting(null)
  }
  const end = async ({ announcement }: AdminAnnouncement) => {
    try {
      shows(await desk.end(announcement.id), t('announcing.ended'))
    } catch (refusal) {
      void refetch()
      throw refusal
    }
  }
  return (
    <>
      {mayWrite && (
        <div>
          <Button kind="primary" icon={Plus} onClick={() => setWriting('new')}>
            {t('announcing.new')}
          </Button>
        </div>
      )}
      <Loaded data={data} error={error} onRetry={refetch}>
        {({ announcements }) => (
          <>
            {announcements.length === 0 && <p className="admin-none">{t('announcing.none')}</p>}
            {standings.map((standing) => {
              const list = announcements.filter((one) => one.standing === standing)
              return (
                list.length > 0 && (
                  <section key={standing} className="admin-card setup">
                    <h2>{t(`announcing.standings.${standing}`)}</h2>
                    <ul className="setup-list">
                      {list.map((one) => (
                        <Item
                          key={one.announcement.id}
                          of={one}
                          now={dataUpdatedAt}
                          ofBody={tenantId !== null}
                          {...(mayWrite &&
                            standing !== 'past' &&
                            isOfDesk(one, tenantId) && {
                              onChange: () => setWriting(one),
                              onEnd: () => setEnding(one),
                            })}
                        />
                      ))}
                    </ul>
                  </section>
                )
              )
            })}
          </>
        )}
      </Loaded>
      {writing !== null && (
        <AnnouncementDialog
          of={writing === 'new' ? null : writing}
          choosesWhom={tenantId === null}
          onSave={save}
          onClose={() => setWriting(null)}
        />
      )}
      {ending !== null && (
        <ConfirmDialog
          title={t('announcing.endTitle')}
          text={t('announcing.endText')}
          word={t('announcing.end')}
          harmless={CircleStop}
          onConfirm={() => end(ending)}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  )
}

interface ItemProps {
  of: AdminAnnouncement
  now: number
  /** Looked at where a body's are. */
  ofBody: boolean
  onChange?: () => void
  onEnd?: () => void
}

function Item({ of, now, ofBody, onChange, onEnd }: ItemProps) {
  const { t, locale } = useI18n()
  const { announcement, onSignIn, audience, endedAt, standing } = of
  return (
    <li>
      <AnnouncementLine of={announcement} now={standing === 'past' ? 0 : now} />
      <div className="setup-head">
        <p className="admin-none">{timesOf(announcement, { t, locale, endedAt })}</p>
        {onSignIn && <Chip>{t('announcing.onSignInToo')}</Chip>}
        {audience !== null && ofBody && <Chip>{t('announcing.ofOperators')}</Chip>}
        {audience !== null && !ofBody && (
          <Chip>
            {audience.everybody
              ? t('announcing.everybody')
              : audience.bodies.map(({ name }) => name).join(', ')}
          </Chip>
        )}
        {onChange && onEnd && (
          <div className="setup-acts">
            <Button aria-label={t('announcing.changeOf', { text: announcement.it })} onClick={onChange}>
              {t('announcing.change')}
            </Button>
            <Button aria-label={t('announcing.endOf', { text: announcement.it })} onClick={onEnd}>
              {t('announcing.end')}
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}
