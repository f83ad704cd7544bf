import './AnnouncementsCard.css'
import { announcementLength, type AdminAnnouncement } from '@staffetta/contract'
import { Button, Checkbox, Dialog, Radio, TextArea } from '@staffetta/ui'
import { Megaphone } from 'lucide-react'
import { useId, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { AnnouncementLine } from '../../announcements/AnnouncementLine.tsx'
import { AudienceField } from './AudienceField.tsx'
import type { Draft } from './desk.ts'
import { blankDraft, draftOf, flawOf, type Typed, typedOf, usualTimes } from './draft.ts'
import { WhenField } from './WhenField.tsx'

const kinds = ['information', 'maintenance', 'fault'] as const
const services = ['mail', 'calendar', 'contacts'] as const

interface Props {
  /** What is changed; null: a new one. */
  of: AdminAnnouncement | null
  /** The operators also choose whom they tell. */
  choosesWhom: boolean
  onSave: (draft: Draft) => Promise<void>
  onClose: () => void
}

/** An announcement is written, and seen as people will see it. */
export function AnnouncementDialog({ of, choosesWhom, onSave, onClose }: Props) {
  const { t } = useI18n()
  const form = useId()
  const { busy, wrong, attempt } = useAttempt()
  const [now, setNow] = useState(() => Date.now())
  const [typed, setTyped] = useState<Typed>(() =>
    of === null ? blankDraft('information', now) : typedOf(of),
  )
  const [timed, setTimed] = useState(of !== null)
  const [asked, setAsked] = useState(false)
  const change = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  const flaw = asked ? flawOf(typed, now) : null
  const said = (...which: (typeof flaw)[]) =>
    flaw !== null && which.includes(flaw) ? t(`announcing.flaws.${flaw}`) : undefined
  const maintenance = typed.kind === 'maintenance'
  const save = () => {
    const moment = Date.now()
    setNow(moment)
    setAsked(true)
    if (flawOf(typed, moment) === null) void attempt(() => onSave(draftOf(typed)))
  }
  return (
    <Dialog
      title={t(of === null ? 'announcing.new' : 'announcing.changeTitle')}
      icon={Megaphone}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button size="form" kind="primary" type="submit" form={form} busy={busy}>
            {t(of === null ? 'announcing.publish' : 'actions.save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="admin-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <fieldset className="setup-modes">
          <legend>{t('announcing.kind')}</legend>
          {kinds.map((kind) => (
            <Radio
              key={kind}
              name="kind"
              label={t(`announcing.kinds.${kind}`)}
              hint={t(`announcing.kindHints.${kind}`)}
              checked={typed.kind === kind}
              onChange={() =>
                change({
                  kind,
                  // Until somebody says when, the times are those such things usually have.
                  ...(!timed && usualTimes(kind, blankDraft(kind, now).begins)),
                  ...(kind === 'information' && { services: [] }),
                })
              }
            />
          ))}
        </fieldset>
        <TextArea
          label={t('announcing.it')}
          rows={3}
          maxLength={announcementLength}
          error={said('text')}
          value={typed.it}
          onChange={({ target }) => change({ it: target.value })}
        />
        <TextArea
          label={t('announcing.en')}
          rows={2}
          maxLength={announcementLength}
          value={typed.en}
          onChange={({ target }) => change({ en: target.value })}
        />
        <div className="announcement-times">
          {(['begins', 'ends'] as const).map((which) => (
            <WhenField
              key={which}
              which={which}
              value={typed[which]}
              error={which === 'ends' ? said('order', 'over') : undefined}
              onChange={(at) => {
                setTimed(true)
                change({ [which]: at })
              }}
            />
          ))}
        </div>
        {typed.kind !== 'information' && (
          <fieldset className="setup-modes">
            <legend>{t('announcing.services')}</legend>
            {services.map((service) => (
              <Checkbox
                key={service}
                label={t(`admin.services.${service}`)}
                checked={typed.services.includes(service)}
                onChange={({ target }) =>
                  change({
                    services: services.filter((one) =>
                      one === service ? target.checked : typed.services.includes(one),
                    ),
                  })
                }
              />
            ))}
          </fieldset>
        )}
        {choosesWhom && <AudienceField value={typed} error={said('bodies')} onChange={change} />}
        {maintenance ? (
          <p className="admin-none">{t('announcing.alwaysOnSignIn')}</p>
        ) : (
          <Checkbox
            label={t('announcing.onSignIn')}
            checked={typed.onSignIn}
            onChange={({ target }) => change({ onSignIn: target.checked })}
          />
        )}
        <Preview of={typed} now={now} />
        {wrong !== null && <p role="alert">{wrong}</p>}
      </form>
    </Dialog>
  )
}

function Preview({ of: typed, now }: { of: Typed; now: number }) {
  const { t } = useI18n()
  const { it, ...draft } = draftOf(typed)
  return (
    <section className="announcement-preview" aria-label={t('announcing.preview')}>
      <h3>{t('announcing.preview')}</h3>
      <AnnouncementLine of={{ ...draft, it: it || t('announcing.textHere') }} now={now} />
    </section>
  )
}
