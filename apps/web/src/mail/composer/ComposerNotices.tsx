import './ComposerNotices.css'
import { ApiError } from '@staffetta/contract'
import { Button, Notice } from '@staffetta/ui'
import { CircleAlert, ExternalLink, Send, Users } from 'lucide-react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { isExternal } from '../message-view/people.ts'
import type { Composer, Problem, Recipient } from './composer-state.ts'
import { changeComposer, changeDraft } from './composers.ts'
import { limitBytes } from './files.ts'
import { everyoneIn, withoutTwins } from './recipients.ts'
import { retryUncertain } from './sending.ts'

/** Above this everyone's address in everyone's hands is rarely meant; of people outside sooner. */
const manyVisible = 12
const manyOutside = 10

/** What should be known before sending, and what became of it. */
export function ComposerNotices({ composer, onSend }: { composer: Composer; onSend: () => void }) {
  const { t } = useI18n()
  const me = useStore(session, (state) => state.me)
  const { id, draft, problem, leaves } = composer
  const isOutside = ({ valid, address }: Recipient) => valid && isExternal(address, me)
  const visible = everyoneIn([...draft.to, ...draft.cc])
  const shownOutside = visible.filter(isOutside).length
  const outside = everyoneIn([...draft.to, ...draft.cc, ...draft.bcc]).filter(isOutside)
  const many = shownOutside >= manyOutside ? 'outside' : visible.length > manyVisible ? 'visible' : null
  /** Those outside alone, where they are what is too many; of a group with one of them, the whole. */
  const toBcc = () => {
    const goes = (one: Recipient) => many === 'visible' || everyoneIn([one]).some(isOutside)
    changeDraft(id, ({ to, cc, bcc }) => ({
      to: to.filter((one) => !goes(one)),
      cc: cc.filter((one) => !goes(one)),
      bcc: withoutTwins([...bcc, ...[...to, ...cc].filter(goes)]),
    }))
    changeComposer(id, { showBcc: true })
  }
  return (
    <div className="composer-notices">
      {leaves !== null && (
        <Notice
          tone="info"
          icon={Send}
          live="status"
          action={
            <Button kind="text" size="dense" onClick={() => changeComposer(id, { leaves: null })}>
              {t('composer.dontSend')}
            </Button>
          }
        >
          {t('composer.leavesWithFiles')}
        </Notice>
      )}
      {problem && <ProblemNotice composer={composer} problem={problem} onSend={onSend} />}
      {many !== null && (
        <Notice
          tone="warn"
          icon={Users}
          live="status"
          action={
            <Button kind="text" size="dense" onClick={toBcc}>
              {t('composer.moveToBcc')}
            </Button>
          }
        >
          {many === 'outside'
            ? t('composer.manyOutside', { count: shownOutside })
            : t('composer.manyVisible', { count: visible.length })}
        </Notice>
      )}
      {/* Said already where it is too many. */}
      {outside.length > 0 && many !== 'outside' && (
        <Notice tone="warn" icon={ExternalLink}>
          <strong>
            {outside.length === 1
              ? t('composer.externalOne', { name: outside[0]!.name || outside[0]!.address })
              : t('composer.externalMany', { count: outside.length })}
          </strong>
        </Notice>
      )}
    </div>
  )
}

function ProblemNotice({
  composer,
  problem,
  onSend,
}: {
  composer: Composer
  problem: Problem
  onSend: () => void
}) {
  const { t, formats } = useI18n()
  switch (problem.kind) {
    case 'check':
      return (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {t(`composer.${problem.what}`)}
        </Notice>
      )
    case 'tooLarge':
      return (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {t('composer.attachment.tooLarge', { name: problem.fileName, limit: formats.size(limitBytes()) })}
        </Notice>
      )
    case 'refused':
      return (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {t('composer.refused', { addresses: problem.addresses.join(', ') })}{' '}
          {t('errors.mail/recipients-refused')}
        </Notice>
      )
    case 'uncertain':
      return (
        <Notice
          tone="warn"
          icon={CircleAlert}
          live="alert"
          action={
            <Button
              kind="text"
              size="dense"
              onClick={() => void retryUncertain(composer.id, problem.submissionId)}
            >
              {t('composer.retrySend')}
            </Button>
          }
        >
          {t('composer.uncertain')} {t('errors.mail/submission-uncertain')}
        </Notice>
      )
    case 'error':
      return (
        <Notice
          tone="bad"
          icon={CircleAlert}
          live="alert"
          action={
            <Button kind="text" size="dense" onClick={() => onSend()}>
              {t('composer.retrySend')}
            </Button>
          }
        >
          <strong>{t('composer.sendFailed')}</strong>{' '}
          {sentenceOf(new ApiError(problem.code, problem.answer), t)}
        </Notice>
      )
  }
}
