import type { TenantIdentity } from '@staffetta/contract'
import { IconButton } from '@staffetta/ui'
import { Copy } from 'lucide-react'
import { tellFailure } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'

/** The addresses of ours that whoever runs the provider registers there. */
export function AddressesCard({ register }: Pick<TenantIdentity, 'register'>) {
  const { t } = useI18n()
  const copy = (address: string) =>
    navigator.clipboard.writeText(address).then(() => notify({ text: t('setup.access.copied') }), tellFailure)
  const lines = {
    redirects: register.redirects,
    logout: [register.logout],
    afterwards: register.afterwards,
  }
  return (
    <section className="admin-card">
      <h2>{t('setup.access.register')}</h2>
      <p className="admin-none">{t('setup.access.registerLead')}</p>
      <dl className="setup-copy">
        {(['redirects', 'logout', 'afterwards'] as const).map((what) => (
          <div key={what}>
            <dt>{t(`setup.access.${what}`)}</dt>
            {lines[what].map((address) => (
              <dd key={address}>
                <code>{address}</code>
                <IconButton
                  icon={Copy}
                  size={28}
                  label={t('setup.access.copy', { address })}
                  onClick={() => void copy(address)}
                />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  )
}
