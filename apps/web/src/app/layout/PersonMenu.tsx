import './PersonMenu.css'
import { Avatar, Button, Dialog, useMenu, VisuallyHidden, type MenuEntry } from '@staffetta/ui'
import { Landmark, LogOut, MonitorX, Moon, Rows3, Languages, Settings } from 'lucide-react'
import { useState } from 'react'
import { device } from '../device.ts'
import { tellFailure } from '../errors.tsx'
import { chooseLanguage, useI18n } from '../i18n.tsx'
import { session } from '../session.ts'
import { AddBodyDialog, workFor } from '../sign-in/load-bodies.ts'
import { signOut } from '../start-session.ts'
import { useStore } from '../store.ts'

const themes = ['auto', 'light', 'dark'] as const
const densities = ['comfortable', 'compact'] as const
const languages = ['it', 'en'] as const

export function PersonMenu({ onSettings }: { onSettings: () => void }) {
  const { t, locale } = useI18n()
  const me = useStore(session, (state) => state.me)
  const { theme, density } = useStore(device, (state) => state)
  const [adding, setAdding] = useState(false)
  const [leavingAll, setLeavingAll] = useState(false)
  const name = me?.displayName || me?.address || ''

  const entries = (): MenuEntry[] => [
    { kind: 'heading', id: 'address', label: me?.address ?? '' },
    {
      kind: 'submenu',
      id: 'theme',
      label: t('theme.title'),
      icon: Moon,
      entries: themes.map((one) => ({
        kind: 'action',
        id: one,
        label: t(`theme.${one}`),
        checked: one === theme,
        onAction: () => device.set({ theme: one }),
      })),
    },
    {
      kind: 'submenu',
      id: 'density',
      label: t('density.title'),
      icon: Rows3,
      entries: densities.map((one) => ({
        kind: 'action',
        id: one,
        label: t(`density.${one}`),
        checked: one === density,
        onAction: () => device.set({ density: one }),
      })),
    },
    {
      kind: 'submenu',
      id: 'language',
      label: t('app.language'),
      icon: Languages,
      entries: languages.map((one) => ({
        kind: 'action',
        id: one,
        label: t(`app.languages.${one}`),
        checked: one === locale,
        onAction: () => chooseLanguage(one),
      })),
    },
    ...(me?.others ?? []).map(({ accountId, tenant }) => ({
      kind: 'action' as const,
      id: accountId,
      label: t('session.workFor', { body: tenant.name }),
      icon: Landmark,
      onAction: () => void workFor(accountId),
    })),
    {
      kind: 'action',
      id: 'add-body',
      label: t('session.addBody'),
      icon: Landmark,
      onAction: () => setAdding(true),
    },
    { kind: 'separator', id: 'bodies' },
    { kind: 'action', id: 'settings', label: t('shell.settings'), icon: Settings, onAction: onSettings },
    { kind: 'separator', id: 'line' },
    { kind: 'action', id: 'out', label: t('session.signOut'), icon: LogOut, onAction: () => void signOut() },
    {
      kind: 'action',
      id: 'out-everywhere',
      label: t('session.signOutEverywhere'),
      icon: MonitorX,
      onAction: () => setLeavingAll(true),
    },
  ]
  const menu = useMenu(entries, t('shell.person', { name }))

  return (
    <>
      <button type="button" className="strip-person" title={name} {...menu.trigger}>
        <span className="strip-person-name">{name}</span>
        <VisuallyHidden>{t('shell.personMenu')}</VisuallyHidden>
        <Avatar name={name} tone="hue" />
      </button>
      {menu.element}
      {adding && <AddBodyDialog onClose={() => setAdding(false)} />}
      {leavingAll && (
        <Dialog
          title={t('session.signOutEverywhereTitle')}
          icon={MonitorX}
          onClose={() => setLeavingAll(false)}
          actions={
            <>
              <Button autoFocus onClick={() => setLeavingAll(false)}>
                {t('actions.cancel')}
              </Button>
              <Button
                kind="primary"
                onClick={() => {
                  setLeavingAll(false)
                  signOut({ everywhere: true }).catch(tellFailure)
                }}
              >
                {t('session.signOutEverywhere')}
              </Button>
            </>
          }
        >
          <p>{t('session.signOutEverywhereText')}</p>
        </Dialog>
      )}
    </>
  )
}
