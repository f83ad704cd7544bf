import type { Preferences } from '@staffetta/contract'
import { Button, Field, TextArea } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { session } from '../app/session.ts'
import { useStore } from '../app/store.ts'
import { usePreferences, useSavePreferences } from './queries.ts'
import { SettingsFailed } from './SettingsFailed.tsx'
import { signatureText, signatureHtml } from './signature.ts'

/** The name one writes under, and how every message ends. */
export function IdentitySettings() {
  const preferences = usePreferences()
  return preferences ? <IdentityForm preferences={preferences} /> : <SettingsFailed />
}

function IdentityForm({ preferences }: { preferences: Preferences }) {
  const { t } = useI18n()
  const save = useSavePreferences()
  const me = useStore(session, (state) => state.me)
  const [name, setName] = useState(preferences.displayName)
  const [signature, setSignature] = useState(() => signatureText(preferences.signatureHtml))
  const [busy, setBusy] = useState(false)
  const changed = name !== preferences.displayName || signature !== signatureText(preferences.signatureHtml)

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const saved = await save({
      ...preferences,
      displayName: name.trim(),
      signatureHtml: signatureHtml(signature),
    })
    setBusy(false)
    if (!saved) return
    setName(name.trim())
    notify({ text: t('settings.saved') })
  }

  return (
    <form className="settings-card" onSubmit={(event) => void submit(event)}>
      <Field
        label={t('settings.identity.displayName')}
        hint={t('settings.identity.displayNameHint', { address: me?.address ?? '' })}
        value={name}
        maxLength={200}
        autoComplete="name"
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        label={t('settings.identity.signature')}
        hint={t('settings.identity.signatureHint')}
        value={signature}
        rows={6}
        maxLength={4000}
        onChange={(event) => setSignature(event.target.value)}
      />
      {signature.trim() !== '' && (
        <section className="settings-preview" aria-label={t('settings.identity.preview')}>
          <h2>{t('settings.identity.preview')}</h2>
          <pre>{signature}</pre>
        </section>
      )}
      <footer className="settings-foot">
        <span role="status">{changed ? t('settings.unsaved') : ''}</span>
        <Button
          disabled={!changed}
          onClick={() => {
            setName(preferences.displayName)
            setSignature(signatureText(preferences.signatureHtml))
          }}
        >
          {t('actions.cancel')}
        </Button>
        <Button kind="primary" type="submit" disabled={!changed} busy={busy}>
          {t('actions.save')}
        </Button>
      </footer>
    </form>
  )
}
