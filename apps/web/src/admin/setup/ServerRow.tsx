import type { ServerEndpoint, ServerKind, TenantServers } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { ServerForm } from './ServerForm.tsx'
import type { Change } from './use-change.ts'

interface Props {
  tenantId: string
  kind: ServerKind
  endpoint: ServerEndpoint | null
  mayChange: boolean
  onChange: Change<TenantServers>
  /** What the product signs in with there. */
  children: ReactNode
}

/** One server: where it is, and the form to say so. */
export function ServerRow({ tenantId, kind, endpoint, mayChange, onChange, children }: Props) {
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  const [removing, setRemoving] = useState(false)
  const name = t(`admin.servers.${kind}`)
  return (
    <li>
      <div className="setup-head">
        <h3>{name}</h3>
        {mayChange && !open && (
          <span className="setup-acts">
            {endpoint && (
              <Button
                kind="text"
                aria-label={t('setup.servers.removeOf', { name })}
                onClick={() => setRemoving(true)}
              >
                {t('setup.servers.remove')}
              </Button>
            )}
            <Button
              aria-label={t(endpoint ? 'setup.servers.changeOf' : 'setup.servers.addOf', { name })}
              onClick={() => setOpen(true)}
            >
              {t(endpoint ? 'setup.servers.change' : 'setup.servers.add')}
            </Button>
          </span>
        )}
      </div>
      {open ? (
        <ServerForm
          tenantId={tenantId}
          kind={kind}
          endpoint={endpoint}
          onSave={(wanted) =>
            onChange(
              () => adminApi.servers.putServer({ tenantId, kind, ...wanted }),
              t('setup.servers.saved', { name }),
            )
          }
          onClose={() => setOpen(false)}
        />
      ) : endpoint ? (
        <p>
          {endpoint.host}:{endpoint.port}, {t(`admin.tls.${endpoint.tls}`)}
          {endpoint.verifyName !== null && ` (${endpoint.verifyName})`}
        </p>
      ) : (
        <p className="admin-none">{t('setup.servers.none')}</p>
      )}
      {children}
      {removing && (
        <ConfirmDialog
          title={t('setup.servers.removeTitle', { name })}
          text={t('setup.servers.removeText')}
          word={t('setup.servers.remove')}
          onConfirm={() =>
            onChange(
              () => adminApi.servers.removeServer({ tenantId, kind }),
              t('setup.servers.removed', { name }),
            )
          }
          onClose={() => setRemoving(false)}
        />
      )}
    </li>
  )
}
