import { Link } from '@tanstack/react-router'
import { useI18n } from '../app/i18n.tsx'

export function NotFound() {
  const { t } = useI18n()
  return (
    <main className="empty-state">
      <h1>{t('app.notFound.title')}</h1>
      <p>{t('app.notFound.text')}</p>
      <Link to="/mail/$mailboxId" params={{ mailboxId: 'inbox' }}>
        {t('app.notFound.back')}
      </Link>
    </main>
  )
}
