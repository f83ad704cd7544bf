import './AddressRows.css'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { Composer, RecipientField } from './composer-state.ts'
import { changeComposer } from './composers.ts'
import { FromRow } from './FromRow.tsx'
import { RecipientRow } from './RecipientRow.tsx'

/** Who writes, and to whom. */
export function AddressRows({ composer }: { composer: Composer }) {
  const { t } = useI18n()
  const { id, draft, showCc, showBcc } = composer
  const [opened, setOpened] = useState<RecipientField | null>(null)
  const open = (field: 'cc' | 'bcc') => {
    changeComposer(id, field === 'cc' ? { showCc: true } : { showBcc: true })
    setOpened(field)
  }
  const startsHere = draft.kind === 'new' || draft.kind === 'forward'
  return (
    <>
      <FromRow composer={composer} />
      <RecipientRow composer={composer} field="to" autoFocus={startsHere && draft.to.length === 0}>
        {!showCc && (
          <button
            type="button"
            className="composer-more"
            aria-label={t('composer.addCc')}
            onClick={() => open('cc')}
          >
            {t('composer.cc')}
          </button>
        )}
        {!showBcc && (
          <button
            type="button"
            className="composer-more"
            aria-label={t('composer.addBcc')}
            onClick={() => open('bcc')}
          >
            {t('composer.bcc')}
          </button>
        )}
      </RecipientRow>
      {showCc && <RecipientRow composer={composer} field="cc" autoFocus={opened === 'cc'} />}
      {showBcc && <RecipientRow composer={composer} field="bcc" autoFocus={opened === 'bcc'} />}
    </>
  )
}
