import './FromRow.css'
import { Icon, useMenu } from '@staffetta/ui'
import { ChevronDown } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { identitiesOf, usePreferences } from '../../settings/index.ts'
import type { Composer } from './composer-state.ts'
import { changeComposer, changeDraft } from './composers.ts'
import { writtenAs } from './identity.ts'

/** Who writes; whoever has several identities chooses one. */
export function FromRow({ composer }: { composer: Composer }) {
  const { t } = useI18n()
  const preferences = usePreferences()
  const { id, draft } = composer
  const list = preferences ? identitiesOf(preferences).list : []
  const menu = useMenu(
    list.map((identity) => ({
      kind: 'action' as const,
      id: identity.id,
      label: identity.replyTo === '' ? identity.displayName : `${identity.displayName} – ${identity.replyTo}`,
      checked: identity.id === draft.identityId,
      onAction: () => {
        const before = list.find((one) => one.id === draft.identityId)
        changeDraft(id, writtenAs(before, identity, draft))
        changeComposer(id, { loaded: composer.loaded + 1 })
      },
    })),
    t('composer.from'),
  )
  const words = (
    <>
      <strong>{draft.from.name || draft.from.address}</strong>
      {draft.from.name && <span>{draft.from.address}</span>}
      {draft.replyTo && <span>{t('composer.answersTo', { address: draft.replyTo })}</span>}
    </>
  )
  return (
    <div className="composer-row">
      <span className="composer-label">{t('composer.from')}</span>
      {list.length < 2 ? (
        <span className="composer-from">{words}</span>
      ) : (
        <>
          <button type="button" className="composer-from composer-identity" {...menu.trigger}>
            {words}
            <Icon of={ChevronDown} size={16} />
          </button>
          {menu.element}
        </>
      )}
    </div>
  )
}
