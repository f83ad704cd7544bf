import './Settings.css'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, type LucideIcon } from '@staffetta/ui'
import { BookOpen, BookUser, CalendarClock, Keyboard, Lock, Palette, Signature } from 'lucide-react'
import { lazy, Suspense, useEffect, type ComponentType } from 'react'
import { loadAreaSentences, useI18n } from '../app/i18n.tsx'
import { drawer } from '../app/layout/drawer.ts'
import { Shell } from '../app/layout/Shell.tsx'
import { SideSections } from '../app/layout/SideSections.tsx'
import { session } from '../app/session.ts'
import { useStore } from '../app/store.ts'
import { AppearanceSettings } from './AppearanceSettings.tsx'
import { IdentitySettings } from './IdentitySettings.tsx'
import { ReadingSettings } from './ReadingSettings.tsx'
import { SessionsSettings } from './SessionsSettings.tsx'
import { ShortcutsSettings } from './ShortcutsSettings.tsx'

const sections = [
  'identity',
  'reading',
  'calendar',
  'contacts',
  'appearance',
  'shortcuts',
  'sessions',
] as const
type SectionId = (typeof sections)[number]

/** Its sentences are the calendar's. */
const CalendarSettings = lazy(async () => {
  const sentences = loadAreaSentences('calendar')
  const { CalendarSettings: Body } = await import('./CalendarSettings.tsx')
  await sentences
  return { default: Body }
})

const ContactsSettings = lazy(async () => {
  const sentences = loadAreaSentences('contacts')
  const { ContactsSettings: Body } = await import('./ContactsSettings.tsx')
  await sentences
  return { default: Body }
})

const faces: Record<SectionId, { icon: LucideIcon; group: 'mail' | 'general'; Body: ComponentType }> = {
  identity: { icon: Signature, group: 'mail', Body: IdentitySettings },
  reading: { icon: BookOpen, group: 'mail', Body: ReadingSettings },
  calendar: { icon: CalendarClock, group: 'mail', Body: CalendarSettings },
  contacts: { icon: BookUser, group: 'mail', Body: ContactsSettings },
  appearance: { icon: Palette, group: 'general', Body: AppearanceSettings },
  shortcuts: { icon: Keyboard, group: 'general', Body: ShortcutsSettings },
  sessions: { icon: Lock, group: 'general', Body: SessionsSettings },
}

export function SettingsScreen() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const params = useParams({ strict: false })
  const services = useStore(session, ({ me }) => me?.services)
  const shown = sections.filter(
    (id) => (id !== 'calendar' && id !== 'contacts') || (services?.includes(id) ?? false),
  )
  const section = shown.find((one) => one === params.section) ?? 'identity'
  const { Body } = faces[section]
  const title = t(`settings.${section}.title`)
  const go = (id: string) => {
    drawer.set({ open: false })
    void navigate({ to: '/settings/$section', params: { section: id } })
  }

  useEffect(() => {
    document.title = `${title} – ${t('settings.title')}`
  }, [title, t])

  return (
    <Shell
      current="settings"
      onCurrent={() => go(section)}
      side={
        <SideSections
          title={t('settings.title')}
          groups={(['mail', 'general'] as const).map((group) => ({
            label: t(`settings.${group}Group`),
            items: shown
              .filter((id) => faces[id].group === group)
              .map((id) => ({ id, label: t(`settings.${id}.title`), icon: faces[id].icon })),
          }))}
          current={section}
          onOpen={go}
        />
      }
      phoneTitle={
        <Button kind="ghost" className="phone-title" onClick={() => drawer.set({ open: true })}>
          {t('settings.title')}
        </Button>
      }
    >
      <div className="settings">
        <header className="settings-head">
          <h1>{title}</h1>
          <p>{t(`settings.${section}.lead`)}</p>
        </header>
        <Suspense fallback={null}>
          <Body />
        </Suspense>
      </div>
    </Shell>
  )
}
