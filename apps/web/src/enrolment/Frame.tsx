import './Frame.css'
import { Button } from '@staffetta/ui'
import { LogOut } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { Crest } from '../app/layout/Crest.tsx'
import { LanguageMenu } from '../app/layout/LanguageMenu.tsx'
import { useStore } from '../app/store.ts'
import { leaveRequest, request } from './request.ts'

/** The strip above, and the sheet. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useI18n()
  const provider = useStore(request, (state) => state.provider)
  const begun = useStore(request, (state) => state.enrolment !== null)
  return (
    <div className="ask">
      <a className="skip-link" href="#ask-main">
        {t('enrolment.skip')}
      </a>
      <header className="ask-strip">
        <Crest />
        <p className="ask-provider">
          <strong>{provider?.name ?? t('app.name')}</strong>
          <span>{t('enrolment.page')}</span>
        </p>
        <LanguageMenu />
        {begun && (
          <Button
            kind="ghost"
            icon={LogOut}
            title={t('enrolment.leaveHint')}
            onClick={() => void leaveRequest()}
          >
            {t('enrolment.leave')}
          </Button>
        )}
      </header>
      <div className="ask-sheet">{children}</div>
    </div>
  )
}
