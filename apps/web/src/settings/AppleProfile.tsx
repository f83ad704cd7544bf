import { Button } from '@staffetta/ui'
import { Download, QrCode as QrIcon } from 'lucide-react'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { useI18n } from '../app/i18n.tsx'
import { QrCode } from '../app/QrCode.tsx'
import { useAttempt } from '../app/use-attempt.ts'

/** The profile on this device, or by a code that a telephone reads, which is not signed in. */
export function AppleProfile() {
  const { t, formats } = useI18n()
  const { busy, wrong, attempt } = useAttempt()
  const [link, setLink] = useState<{ path: string; until: string } | null>(null)
  const makeLink = () => attempt(async () => setLink(await api.programs.makeProfileLink({})))
  return (
    <>
      <div className="program-actions">
        <a
          className="ui-button"
          data-kind="default"
          data-size="normal"
          href={api.programs.getProfile({})}
          download
        >
          <Download size={18} aria-hidden="true" />
          {t('settings.programs.profile')}
        </a>
        <Button icon={QrIcon} busy={busy} onClick={() => void makeLink()}>
          {t('settings.programs.showCode')}
        </Button>
      </div>
      {wrong !== null && <p role="alert">{wrong}</p>}
      {link && (
        <figure className="program-code" aria-live="polite">
          <QrCode text={new URL(link.path, location.origin).href} label={t('settings.programs.code')} />
          <figcaption className="settings-hint">
            {t('settings.programs.codeUntil', { time: formats.time(link.until) })}
          </figcaption>
        </figure>
      )}
    </>
  )
}
