import './Duplicates.css'
import { ApiError, type CardRef, type Duplicate } from '@staffetta/contract'
import { Button, Icon, Notice, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, Merge, UserX } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { PersonBar } from '../card/PersonBar.tsx'
import { tell } from '../state/actions.ts'
import { mergeCards } from '../state/mutations.ts'
import { contactQueries } from '../state/queries.ts'
import type { Known } from '../state/use-contacts.ts'
import { choicesOf, type Chosen, evidenceWords } from './merge-form.ts'
import { MergeFields } from './MergeFields.tsx'
import { sayNotSame } from './not-same.ts'

interface Props {
  known: Known
  /** The two that are looked at; further ones follow, each with the one that stayed. */
  refs: CardRef[]
  /** They were found to be alike, and not put together by hand. */
  duplicate: Duplicate | undefined
  onMerged: (kept: CardRef, rest: CardRef[]) => void
  onClose: () => void
}

/** Two cards side by side: which one stays, and what it has of either. */
export function MergePane({ known, refs, duplicate, onMerged, onClose }: Props) {
  const { t } = useI18n()
  const [one = '', other = '', ...rest] = refs
  const { data, error, refetch } = useQuery(contactQueries.merge(one, other))
  const [wished, setKept] = useState<CardRef | null>(null)
  const [chosen, setChosen] = useState<Chosen>({})
  const [outdated, setOutdated] = useState(false)
  const { busy, wrong, attempt } = useAttempt()
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever comes from a row by key reads on from here.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const kept = wished ?? fuller(known, one, other)
  const title = t('contacts.merge.title')
  const merge = () =>
    attempt(async () => {
      if (!data) return
      const [stays, goes] = data.kept.ref === kept ? [data.kept, data.gone] : [data.gone, data.kept]
      try {
        const rows = [one, other].flatMap((ref) => known.byRef.get(ref) ?? [])
        const performed = mergeCards({ kept: stays, gone: goes, choices: choicesOf(chosen, kept) }, rows)
        await performed.done
        tell(performed, 'contacts.done.merged', Merge, { name: stays.fields.fullName })
        onMerged(kept, rest)
      } catch (failure) {
        if (!(failure instanceof ApiError) || failure.code !== 'contacts/conflict') throw failure
        setOutdated(true)
        await refetch()
      }
    })
  return (
    <section className="person-pane" aria-label={title}>
      <PersonBar onClose={onClose}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {rest.length > 0 && (
          <span className="merge-rest">{t('contacts.merge.rest', { count: rest.length })}</span>
        )}
        <span className="person-bar-space" />
      </PersonBar>
      <div className="person-body">
        {duplicate && <p className="merge-why">{evidenceWords(duplicate.evidence, t)}</p>}
        {outdated && (
          <Notice tone="warn" icon={CircleAlert} live="status">
            {t('contacts.merge.outdated')}
          </Notice>
        )}
        {wrong !== null && (
          <Notice tone="bad" icon={CircleAlert} live="alert">
            {wrong}
          </Notice>
        )}
        {error ? (
          <div className="empty-state" role="alert">
            <span className="empty-disc">
              <Icon of={CircleAlert} size={28} />
            </span>
            <p>{sentenceOf(error, t)}</p>
            <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
          </div>
        ) : data ? (
          <MergeFields
            known={known}
            preview={data}
            kept={kept}
            chosen={chosen}
            onKept={setKept}
            onChosen={(field, whose) => setChosen((before) => ({ ...before, [field]: whose }))}
          />
        ) : (
          <div className="person-waiting" aria-hidden="true">
            {['70%', '40%', '55%'].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        )}
      </div>
      <footer className="merge-actions">
        <Button
          kind="primary"
          size="form"
          icon={Merge}
          disabled={data === undefined || busy}
          onClick={() => void merge()}
        >
          {t('contacts.merge.do')}
        </Button>
        {duplicate && (
          <Button
            size="form"
            icon={UserX}
            disabled={busy}
            onClick={() => {
              sayNotSame([one, other])
              onClose()
            }}
          >
            {t('contacts.duplicates.notSame')}
          </Button>
        )}
      </footer>
    </section>
  )
}

/** Of a picture, an office and many ways to reach somebody there is more to keep. */
function fuller({ byRef }: Known, one: CardRef, other: CardRef): CardRef {
  const [a = 0, b = 0] = [one, other].map((ref) => {
    const row = byRef.get(ref)
    if (!row) return 0
    const { photo, office, organisation, title, emails, phones } = row
    return [photo, office, organisation, title].filter(Boolean).length + emails.length + phones.length
  })
  return b > a ? other : one
}
