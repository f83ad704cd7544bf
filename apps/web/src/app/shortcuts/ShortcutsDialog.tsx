import './Shortcuts.css'
import { Button, Dialog, Kbd } from '@staffetta/ui'
import { Keyboard } from 'lucide-react'
import { useI18n } from '../i18n.tsx'
import { useStore } from '../store.ts'
import { registry } from './shortcuts.ts'

const groups = ['general', 'list', 'message', 'calendar'] as const

/** Every key that works here and now. */
export function ShortcutsDialog({ onSwitch }: { onSwitch: (enabled: boolean) => void }) {
  const { t } = useI18n()
  const { shortcuts, enabled, helpOpen } = useStore(registry, (state) => state)
  if (!helpOpen) return null
  const close = () => registry.set({ helpOpen: false })
  return (
    <Dialog
      title={t('shortcuts.title')}
      icon={Keyboard}
      width="wide"
      onClose={close}
      actions={
        <>
          <Button onClick={() => onSwitch(!enabled)}>
            {enabled ? t('shortcuts.turnOff') : t('shortcuts.turnOn')}
          </Button>
          <Button kind="primary" autoFocus onClick={close}>
            {t('actions.close')}
          </Button>
        </>
      }
    >
      {!enabled && <p role="status">{t('shortcuts.off')}</p>}
      <div className="shortcuts">
        {groups.map((group) => {
          const own = shortcuts.filter((one) => one.group === group)
          if (own.length === 0) return null
          return (
            <section key={group}>
              <h3>{t(`shortcuts.group.${group}`)}</h3>
              <dl>
                {byLabel(own).map(([label, keys]) => (
                  <div key={label}>
                    <dt>{label}</dt>
                    <dd>
                      {keys.map((key, at) => (
                        <span key={key}>
                          {at > 0 && <span className="shortcuts-or">{t('keys.or')}</span>}
                          {key.split(' ').map((one) => (
                            <Kbd key={one}>{keyName(one, t)}</Kbd>
                          ))}
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
      </div>
    </Dialog>
  )
}

function byLabel(shortcuts: { label: string; keys: string }[]): [string, string[]][] {
  const found = new Map<string, Set<string>>()
  for (const { label, keys } of shortcuts) found.set(label, (found.get(label) ?? new Set()).add(keys))
  return [...found].map(([label, keys]) => [label, [...keys]])
}

function keyName(key: string, t: ReturnType<typeof useI18n>['t']): string {
  switch (key) {
    case 'Enter':
      return t('keys.enter')
    case 'Escape':
      return t('keys.escape')
    case 'Delete':
      return t('keys.delete')
    case 'ArrowUp':
      return '↑'
    case 'ArrowDown':
      return '↓'
    case 'ArrowLeft':
      return '←'
    case 'ArrowRight':
      return '→'
    default:
      return key.length === 1 ? key.toUpperCase() : key
  }
}
