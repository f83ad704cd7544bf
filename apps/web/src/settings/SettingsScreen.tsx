import './Settings.css'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { later, type LucideIcon } from '@staffetta/ui'
import {
  BookOpen,
  BookUser,
  CalendarClock,
  Keyboard,
  Lock,
  Palette,
  ShieldCheck,
  Signature,
  TabletSmartphone,
} from 'lucide-react'
import { useEffect, type ComponentType } from 'react'
import { loadAreaSentences, useI18n } from '../app/i18n.tsx'
import { drawer } from '../app/layout/drawer.ts'
import { usePhoneSearch } from '../app/layout/use-phone-search.tsx'
import { Shell } from '../app/layout/Shell.tsx'
import { SideSections } from '../app/layout/SideSections.tsx'
import { session } from '../app/session.ts'
import { showShortcuts, useShortcuts } from '../app/shortcuts/shortcuts.ts'
import { useStore } from '../app/store.ts'
import { AppearanceSettings } from './AppearanceSettings.tsx'
import { focusSearch, pointAt } from './point-at.ts'
import { ReadingSettings } from './ReadingSettings.tsx'
import { type SectionId, sections } from './sections.ts'
import { SessionsSettings } from './SessionsSettings.tsx'
import type { FoundSetting } from './settings-index.ts'
import { SettingsHead } from './SettingsHead.tsx'
import { SettingsSearch } from './SettingsSearch.tsx'
import { ShortcutsSettings } from './ShortcutsSettings.tsx'

/** Its editor is that of the composer: nobody waits for it who came for something else. */
const [IdentitySettings] = later(async () => (await import('./IdentitySettings.tsx')).IdentitySettings)

/** Its sentences are the calendar's. */
const [CalendarSettings] = later(async () => {
  const sentences = loadAreaSentences('calendar')
  const { CalendarSettings: Body } = await import('./CalendarSettings.tsx')
  await sentences
  return Body
})

const [ContactsSettings] = later(async () => (await import('./ContactsSettings.tsx')).ContactsSettings)

const [ProgramsSettings] = later(async () => (await import('./ProgramsSettings.tsx')).ProgramsSettings)

const [DataSettings] = later(async () => (await import('./DataSettings.tsx')).DataSettings)

type Group = 'mail' | 'work' | 'general'

const faces: Record<SectionId, { icon: LucideIcon; group: Group; Body: ComponentType }> = {
  identity: { icon: Signature, group: 'mail', Body: IdentitySettings },
  reading: { icon: BookOpen, group: 'mail', Body: ReadingSettings },
  calendar: { icon: CalendarClock, group: 'work', Body: CalendarSettings },
  contacts: { icon: BookUser, group: 'work', Body: ContactsSettings },
  appearance: { icon: Palette, group: 'general', Body: AppearanceSettings },
  shortcuts: { icon: Keyboard, group: 'general', Body: ShortcutsSettings },
  programs: { icon: TabletSmartphone, group: 'general', Body: ProgramsSettings },
  data: { icon: ShieldCheck, group: 'general', Body: DataSettings },
  sessions: { icon: Lock, group: 'general', Body: SessionsSettings },
}

export function SettingsScreen() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const params = useParams({ strict: false })
  const { at } = useSearch({ from: '/user/settings/$section' })
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
  const onFound = ({ id, section: wanted }: FoundSetting) => {
    phone.close()
    // The same one may be looked for again: pointing does not wait for the address to change.
    if (id !== null && id === at && wanted === section) pointAt(id)
    void navigate({
      to: '/settings/$section',
      params: { section: wanted },
      search: id === null ? {} : { at: id },
    })
  }

  useEffect(() => {
    document.title = `${title} – ${t('settings.title')}`
  }, [title, t])
  useEffect(() => (at === undefined ? undefined : pointAt(at)), [at, section])
  useShortcuts([
    { keys: '?', label: t('shortcuts.help'), group: 'general', run: showShortcuts },
    { keys: '/', label: t('shortcuts.search'), group: 'general', run: focusSearch },
  ])

  const search = (autoFocus: boolean) => (
    <SettingsSearch sections={shown} autoFocus={autoFocus} onFound={onFound} />
  )
  const phone = usePhoneSearch({
    title: t('settings.title'),
    opens: t('settings.sections'),
    renderBox: search,
    label: t('settings.search.placeholder'),
  })
  return (
    <Shell
      current="settings"
      onCurrent={() => go(section)}
      search={search(false)}
      side={
        <SideSections
          title={t('settings.title')}
          groups={(['mail', 'work', 'general'] as const).map((group) => ({
            label: t(`settings.${group}Group`),
            items: shown
              .filter((id) => faces[id].group === group)
              .map((id) => ({ id, label: t(`settings.${id}.title`), icon: faces[id].icon })),
          }))}
          current={section}
          onOpen={go}
        />
      }
      phoneTitle={phone.title}
      phoneAction={phone.button}
    >
      <div className="settings">
        {section !== 'identity' && <SettingsHead section={section} />}
        <Body />
      </div>
    </Shell>
  )
}
