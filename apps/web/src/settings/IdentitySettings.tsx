import './Identity.css'
import type { Identity, Preferences } from '@staffetta/contract'
import { Button, Chip, Radio } from '@staffetta/ui'
import { Plus } from 'lucide-react'
import { Suspense, useId, useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { session } from '../app/session.ts'
import { useStore } from '../app/store.ts'
import { identitiesOf, isOwn, withIdentities } from './identities.ts'
import { IdentityForm, problemsOf } from './IdentityForm.tsx'
import { usePreferences, useSavePreferences } from './queries.ts'
import { Setting } from './Setting.tsx'
import { SettingsFailed } from './SettingsFailed.tsx'
import { SettingsHead } from './SettingsHead.tsx'

/** The names one writes under, where answers go, and how every message ends. */
export function IdentitySettings() {
  const preferences = usePreferences()
  if (preferences) return <Identities preferences={preferences} />
  return (
    <>
      <SettingsHead section="identity" />
      <SettingsFailed />
    </>
  )
}

function Identities({ preferences }: { preferences: Preferences }) {
  const { t } = useI18n()
  const group = useId()
  const save = useSavePreferences()
  const me = useStore(session, (state) => state.me)
  const known = identitiesOf(preferences)
  const [typed, setTyped] = useState(known)
  const [shownId, setShownId] = useState(known.defaultId)
  const [busy, setBusy] = useState(false)
  /** Grows when the fields are given back what is kept: the editor reads it anew. */
  const [turn, setTurn] = useState(0)
  const shown = typed.list.find(({ id }) => id === shownId) ?? typed.list[0]!
  const changed = JSON.stringify(typed) !== JSON.stringify(known)
  const wrong = typed.list.find((one) => Object.values(problemsOf(one)).some(Boolean))

  const change = (part: Partial<Identity>) =>
    setTyped((before) => ({
      ...before,
      list: before.list.map((one) => (one.id === shown.id ? { ...one, ...part } : one)),
    }))
  const add = () => {
    const id = crypto.randomUUID()
    const begun = { ...typed.list[0]!, id, displayName: '', replyTo: '' }
    setTyped({ ...typed, list: [...typed.list, begun] })
    setShownId(id)
  }
  const remove = () => {
    const list = typed.list.filter(({ id }) => id !== shown.id)
    setTyped({ list, defaultId: typed.defaultId === shown.id ? list[0]!.id : typed.defaultId })
    setShownId(list[0]!.id)
    notify({ text: t('settings.identity.removed') })
  }
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    if (wrong) return setShownId(wrong.id)
    setBusy(true)
    const wanted = withIdentities(preferences, typed)
    if (await save(wanted)) {
      setTyped(identitiesOf(wanted))
      notify({ text: t('settings.saved') })
    }
    setBusy(false)
  }

  return (
    <form className="identities" noValidate onSubmit={(event) => void submit(event)}>
      <SettingsHead section="identity">
        <Button icon={Plus} size="form" disabled={typed.list.length > 20} onClick={add}>
          {t('settings.identity.new')}
        </Button>
      </SettingsHead>
      <div className="identities-both">
        <Setting of="identity.items.list">
          <div
            className="identity-list"
            role="radiogroup"
            aria-label={t('settings.identity.items.list.label')}
          >
            {typed.list.map((one) => (
              <Radio
                key={one.id}
                name={group}
                className="identity-row"
                checked={one.id === shown.id}
                onChange={() => setShownId(one.id)}
                label={
                  <span className="identity-name">
                    <strong>{one.displayName || t('settings.identity.newName')}</strong>{' '}
                    {one.id === typed.defaultId && <Chip>{t('settings.identity.default')}</Chip>}
                  </span>
                }
                hint={
                  one.replyTo === ''
                    ? me?.address
                    : t('settings.identity.repliesGo', { address: one.replyTo })
                }
              />
            ))}
          </div>
          {typed.list.some(({ replyTo }) => replyTo !== '') && (
            <p className="settings-hint">{t('settings.identity.answersHint')}</p>
          )}
        </Setting>
        <Suspense fallback={<div className="settings-card" aria-busy />}>
          <IdentityForm
            key={`${shown.id} ${turn}`}
            identity={shown}
            address={me?.address ?? ''}
            isNew={shown.displayName === '' && !known.list.some(({ id }) => id === shown.id)}
            onChange={change}
            actions={
              <>
                {shown.id !== typed.defaultId && (
                  <Button onClick={() => setTyped({ ...typed, defaultId: shown.id })}>
                    {t('settings.identity.makeDefault')}
                  </Button>
                )}
                {!isOwn(shown) && (
                  <Button kind="ghost" onClick={remove}>
                    {t('settings.identity.remove')}
                  </Button>
                )}
              </>
            }
          />
        </Suspense>
      </div>
      <footer className="settings-foot settings-foot-below">
        <span role="status" data-changed={changed || undefined}>
          {changed ? t('settings.unsaved') : ''}
        </span>
        <Button
          kind="ghost"
          size="form"
          disabled={!changed}
          onClick={() => {
            setTyped(known)
            setTurn(turn + 1)
          }}
        >
          {t('actions.cancel')}
        </Button>
        <Button kind="primary" size="form" type="submit" disabled={!changed} busy={busy}>
          {t('actions.save')}
        </Button>
      </footer>
    </form>
  )
}
