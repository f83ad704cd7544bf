import { Icon } from '@staffetta/ui'
import { ExternalLink } from 'lucide-react'
import { useI18n } from '../app/i18n.tsx'
import { session } from '../app/session.ts'
import { useStore } from '../app/store.ts'

/** The password is the mailbox's own: where the body says it is changed, or whom to ask. */
export function PasswordSetting() {
  const { t } = useI18n()
  const me = useStore(session, (state) => state.me)
  if (me === null) return null
  const { passwordPage, tenant } = me
  return (
    <section className="settings-card">
      <h2>{t('settings.sessions.items.password.label')}</h2>
      <p className="settings-hint">
        {t(
          passwordPage === null ? 'settings.sessions.password.elsewhere' : 'settings.sessions.password.text',
        )}
      </p>
      {passwordPage === null ? (
        tenant.help && (
          <p>
            {t('signIn.help')} {tenant.help}
          </p>
        )
      ) : (
        <p>
          <a href={passwordPage} target="_blank" rel="noreferrer noopener">
            {t('settings.sessions.password.open')} <Icon of={ExternalLink} size={16} />
            <span className="ui-hidden">{t('settings.sessions.password.newTab')}</span>
          </a>
        </p>
      )}
    </section>
  )
}
