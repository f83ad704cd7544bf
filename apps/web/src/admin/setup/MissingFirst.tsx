import { Notice } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { ToServers } from './ToServers.tsx'

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
    <Notice icon={CircleAlert} live="status" action={<ToServers tenantId={tenantId} />}>
      {t(sentences[kind][lacks])}
    </Notice>
  )
}
