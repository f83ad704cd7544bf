import { Notice } from '@staffetta/ui'
import { Link } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  tenantId: string
  kind: 'book' | 'ldap'
  lacks: 'server' | 'account'
}

const sentences = {
  book: { server: 'setup.directory.missing.bookServer', account: 'setup.directory.missing.bookAccount' },
  ldap: { server: 'setup.directory.missing.ldapServer', account: 'setup.directory.missing.ldapServer' },
} as const

/** What has to be set before the directory can be there, and the way to where it is set. */
export function MissingFirst({ tenantId, kind, lacks }: Props) {
  const { t } = useI18n()
  return (
    <Notice
      icon={CircleAlert}
      live="status"
      action={
        <Link to="/admin/bodies/$tenantId/$tab" params={{ tenantId, tab: 'servers' }}>
          {t('setup.directory.missing.toServers')}
        </Link>
      }
    >
      {t(sentences[kind][lacks])}
    </Notice>
  )
}
