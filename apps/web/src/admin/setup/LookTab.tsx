import './Look.css'
import './Setup.css'
import type { TenantDetail } from '@staffetta/contract'
import { Button, Chip, Field, hueInstead, hueProperties, TextArea } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { CircleDashed } from 'lucide-react'
import { type CSSProperties, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { Crest } from '../../app/layout/Crest.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { AdminForm } from '../AdminForm.tsx'
import { adminApi } from '../api.ts'
import { putTenant } from '../queries.ts'
import { CrestCard } from './CrestCard.tsx'
import { LinksField } from './LinksField.tsx'
import { useMayChange } from './use-change.ts'

/** Name, colour and help of a body, as its people will see them. A colour that cannot be read on is refused, with the nearest that can. */
export function LookTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const { mayChange } = useMayChange()
  const [typed, setTyped] = useState({
    name: tenant.name,
    hue: tenant.hue ?? '',
    help: tenant.help ?? '',
    greeting: tenant.greeting ?? '',
    links: tenant.links,
  })
  const hue = typed.hue.trim().toLowerCase()
  const isColour = /^#[0-9a-f]{6}$/.test(hue)
  const instead = isColour ? hueInstead(hue) : null
  const hueError =
    hue === '' ? null : !isColour ? t('admin.look.hueWrong') : instead && t('admin.look.refused', { instead })
  const wrongLink = typed.links.find(
    ({ label, url }) => label.trim() === '' || !/^https:\/\/[^\s/]+/.test(url.trim()),
  )
  const nameError = typed.name.trim() === '' ? t('admin.look.nameMissing') : null
  const save = () =>
    attempt(async () => {
      const brand = {
        name: typed.name,
        hue: hue === '' ? null : hue,
        help: typed.help.trim() || null,
        greeting: typed.greeting.trim() || null,
        links: typed.links.map(({ label, url }) => ({ label: label.trim(), url: url.trim() })),
      }
      putTenant(client, await adminApi.admin.setBrand({ tenantId: tenant.id, ...brand }))
      notify({ text: t('admin.look.saved') })
    })
  return (
    <div className="body-cards">
      <AdminForm
        busy={busy}
        onSubmit={() => {
          if (wrongLink !== undefined) setWrong(t('setup.look.linkWrong'))
          else if (nameError === null && hueError === null) void save()
        }}
      >
        <h2>{t('admin.body.tabs.look')}</h2>
        <p className="admin-none">{t(mayChange ? 'admin.look.lead' : 'admin.look.readOnly')}</p>
        <Field
          label={t('admin.look.name')}
          value={typed.name}
          maxLength={120}
          disabled={!mayChange}
          error={nameError}
          onChange={(event) => setTyped({ ...typed, name: event.target.value })}
        />
        <div className="look-hue">
          <Field
            label={t('admin.look.hue')}
            hint={t('admin.look.hueHint')}
            value={typed.hue}
            maxLength={7}
            placeholder={t('admin.look.own')}
            spellCheck={false}
            disabled={!mayChange}
            error={hueError}
            onChange={(event) => setTyped({ ...typed, hue: event.target.value })}
          />
          <input
            type="color"
            aria-label={t('admin.look.pick')}
            value={isColour ? hue : '#066c7e'}
            disabled={!mayChange}
            onChange={(event) => setTyped({ ...typed, hue: event.target.value })}
          />
        </div>
        {instead !== null && (
          <div>
            <Button onClick={() => setTyped({ ...typed, hue: instead })}>
              {t('admin.look.use', { instead })}
            </Button>
          </div>
        )}
        <TextArea
          label={t('admin.look.help')}
          hint={t('admin.look.helpHint')}
          rows={2}
          maxLength={300}
          value={typed.help}
          disabled={!mayChange}
          onChange={(event) => setTyped({ ...typed, help: event.target.value })}
        />
        <TextArea
          label={t('setup.look.greeting')}
          hint={t('setup.look.greetingHint', { count: 280 - typed.greeting.length })}
          rows={3}
          maxLength={280}
          value={typed.greeting}
          disabled={!mayChange}
          onChange={(event) => setTyped({ ...typed, greeting: event.target.value })}
        />
        <LinksField
          links={typed.links}
          disabled={!mayChange}
          onChange={(links) => setTyped({ ...typed, links })}
        />
        {wrong !== null && <p role="alert">{wrong}</p>}
        {mayChange && (
          <div>
            <Button kind="primary" size="form" type="submit" busy={busy}>
              {t('actions.save')}
            </Button>
          </div>
        )}
      </AdminForm>
      <div className="setup">
        <CrestCard tenant={tenant} mayChange={mayChange} />
        <Preview
          tenant={tenant}
          name={typed.name}
          greeting={typed.greeting.trim()}
          hue={isColour ? (instead ?? hue) : undefined}
        />
      </div>
    </div>
  )
}

interface PreviewProps {
  tenant: TenantDetail
  name: string
  greeting: string
  hue: string | undefined
}

/** The sign-in page and a piece of the work, in small, in both themes. */
function Preview({ tenant, name, greeting, hue }: PreviewProps) {
  const { t } = useI18n()
  const properties = Object.fromEntries(Object.entries(hueProperties(hue))) as CSSProperties
  return (
    <section className="admin-card" aria-label={t('admin.look.preview')}>
      <h2>{t('admin.look.preview')}</h2>
      {(['light', 'dark'] as const).map((theme) => (
        <div key={theme} className="look-preview" data-theme={theme} style={properties}>
          <div className="look-deep">
            <Crest of={tenant} height={40} />
            <div>
              <strong>{name}</strong>
              {greeting !== '' && <p>{greeting}</p>}
            </div>
          </div>
          <div className="look-work" aria-hidden="true">
            <span className="look-primary">{t('admin.look.sample')}</span>
            <Chip tone="hue" icon={CircleDashed}>
              {t('admin.look.chip')}
            </Chip>
            <span className="look-link">{t('admin.look.help')}</span>
          </div>
        </div>
      ))}
    </section>
  )
}
