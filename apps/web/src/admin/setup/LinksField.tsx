import type { Link } from '@staffetta/contract'
import { Button, Field, IconButton } from '@staffetta/ui'
import { Plus, X } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  links: Link[]
  disabled: boolean
  onChange: (links: Link[]) => void
}

const MOST = 6

/** Where one may go from the sign-in page: a name and an address each. */
export function LinksField({ links, disabled, onChange }: Props) {
  const { t } = useI18n()
  const put = (at: number, change: Partial<Link>) =>
    onChange(links.map((link, index) => (index === at ? { ...link, ...change } : link)))
  return (
    <fieldset className="setup-modes" disabled={disabled}>
      <legend>{t('setup.look.links')}</legend>
      <p className="admin-none">{t('setup.look.linksHint')}</p>
      {links.map(({ label, url }, at) => (
        <div key={at} className="look-link-row">
          <Field
            label={t('setup.look.label')}
            value={label}
            maxLength={60}
            onChange={(event) => put(at, { label: event.target.value })}
          />
          <Field
            label={t('setup.look.url')}
            value={url}
            maxLength={500}
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => put(at, { url: event.target.value })}
          />
          <IconButton
            icon={X}
            label={t('setup.look.removeLink', { label })}
            onClick={() => onChange(links.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {links.length < MOST && !disabled && (
        <div>
          <Button icon={Plus} onClick={() => onChange([...links, { label: '', url: 'https://' }])}>
            {t('setup.look.addLink')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
