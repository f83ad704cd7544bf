import type { DirectoryTrial } from '@staffetta/contract'
import { Notice } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { useProblem } from './use-problem.ts'

interface Props {
  kind: 'book' | 'ldap'
  trial: DirectoryTrial
  /** It is the one in force. */
  isSaved: boolean
}

/** Who would be found, or what kept them from being seen. */
export function DirectoryTrialBox({ kind, trial: { problem, count, names }, isSaved }: Props) {
  const { t } = useI18n()
  const inWords = useProblem()
  if (problem !== null)
    return (
      <Notice tone="bad" icon={CircleAlert} live="alert">
        {t('setup.directory.failed', { problem: inWords(problem) })} {!isSaved && t('setup.directory.notYet')}
      </Notice>
    )
  return (
    <div role="status" className="setup-trial">
      {count === 0 ? (
        <p>{t('setup.directory.nobody')}</p>
      ) : (
        <>
          <p>{t(kind === 'ldap' ? 'setup.directory.people' : 'setup.directory.cards', { count })}</p>
          {names.length > 0 && <span>{t('setup.directory.examples', { names: names.join(', ') })}</span>}
        </>
      )}
      {!isSaved && <span className="admin-none">{t('setup.directory.notYet')}</span>}
    </div>
  )
}
