import './Shell.css'
import { IconButton, Resizer, VisuallyHidden } from '@staffetta/ui'
import {
  BookUser,
  Calendar,
  Ellipsis,
  Landmark,
  ListTodo,
  Mail,
  PanelLeftClose,
  Settings,
} from 'lucide-react'
import { useState, type ComponentType, type CSSProperties, type ReactNode } from 'react'
import { useI18n } from '../i18n.tsx'
import { device } from '../device.ts'
import { session } from '../session.ts'
import { useStore } from '../store.ts'
import { above } from './above.ts'
import { Crest } from './Crest.tsx'
import { HelpMenu } from './HelpMenu.tsx'
import { LanguageMenu } from './LanguageMenu.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { counts } from './counts.ts'
import { drawer } from './drawer.ts'
import { type Service, useServices } from './services.ts'
import { ToastHost } from './ToastHost.tsx'

export interface ShellPlaces {
  /** Which service one is in; the rail and the lower bar show it. */
  current: Service
  /** What pressing the service one is in does. */
  onCurrent: () => void
  search?: ReactNode
  /** The tree, or what takes its place. */
  side: ReactNode
  /** What is being written needs the room of the side as well, where both stand beside each other. */
  wholeWidth?: boolean
  /** What the side is called, where it holds no folders. */
  sideLabels?: { name: string; open: string; close: string }
  /** On a phone the strip says where one is. */
  phoneTitle: ReactNode
  /** On a phone: at the right of the title. */
  phoneAction?: ReactNode
  /** On a phone: takes the whole screen from strip and bar. */
  phoneFull?: boolean
  /** On a phone: takes the place of the lower bar (worded actions of a selection). */
  phoneBar?: ReactNode
  /** The middle of the lower bar. */
  phonePrimary?: {
    icon: ComponentType<{ size?: number; strokeWidth?: number }>
    label: string
    onPress: () => void
  }
  children: ReactNode
}

const icons = { mail: Mail, calendar: Calendar, contacts: BookUser, tasks: ListTodo, admin: Landmark }

/** The strip, the rail, the side and the sheet. It knows no area: each puts its own into the places. */
export function Shell(places: ShellPlaces) {
  const { t } = useI18n()
  const me = useStore(session, (state) => state.me)
  const open = useStore(drawer, (state) => state.open)
  const treeWidth = useStore(device, (state) => state.treeWidth)
  const [moreOpen, setMoreOpen] = useState(false)
  const unread = useStore(counts, (state) => state.unread)
  const { current, phonePrimary } = places
  const lines = useStore(above, (state) => state.lines)
  const services = useServices()
  const go = (to: Service) => (to === current ? places.onCurrent() : services[to]())
  const item = (of: Exclude<Service, 'settings'>): ItemProps => ({
    icon: icons[of],
    label: t(`shell.${of}`),
    current: current === of,
    count: of === 'mail' && current !== 'mail' ? unread : 0,
    onPress: () => go(of),
  })
  const hasMail = me?.services.includes('mail') ?? false
  const hasCalendar = me?.services.includes('calendar') ?? false
  const hasContacts = me?.services.includes('contacts') ?? false
  const administers = (me?.roles.length ?? 0) > 0
  /** What has no place of its own in the lower bar of a phone. */
  const more: Service[] = [
    ...(hasCalendar && hasContacts ? (['tasks'] as const) : []),
    ...(administers ? (['admin'] as const) : []),
    'settings',
  ]
  const sideLabels = places.sideLabels ?? {
    name: t('shell.folders'),
    open: t('shell.openFolders'),
    close: t('shell.closeFolders'),
  }
  return (
    <div
      className="shell"
      onKeyDown={(event) => {
        if (open && event.key === 'Escape') drawer.set({ open: false })
      }}
      data-drawer={open || undefined}
      data-full={places.phoneFull || undefined}
      data-whole={places.wholeWidth || undefined}
      style={treeWidth === null ? undefined : ({ '--tree-chosen': `${treeWidth}px` } as CSSProperties)}
    >
      <a className="skip-link" href="#content">
        {t('app.skipToContent')}
      </a>
      <header className="strip">
        <span className="strip-crest">
          <Crest {...(me && { of: me.tenant })} />
        </span>
        <IconButton
          className="strip-drawer"
          icon={PanelLeftClose}
          label={open ? sideLabels.close : sideLabels.open}
          aria-expanded={open}
          onClick={() => drawer.set({ open: !open })}
        />
        <span className="strip-tenant">{me?.tenant.name}</span>
        <div className="strip-phone-title">{places.phoneTitle}</div>
        <div className="strip-search">{places.search}</div>
        <div className="strip-end">
          {places.phoneAction && <span className="strip-phone-action">{places.phoneAction}</span>}
          <IconButton
            className="strip-wide"
            icon={Settings}
            label={t('shell.settings')}
            aria-current={current === 'settings' ? 'page' : undefined}
            onClick={() => go('settings')}
          />
          <span className="strip-wide">
            <HelpMenu />
          </span>
          <span className="strip-wide">
            <LanguageMenu />
          </span>
          <PersonMenu onSettings={() => go('settings')} />
        </div>
      </header>
      <div className="above" aria-live="polite">
        {lines}
      </div>
      <nav className="rail" aria-label={t('shell.services')}>
        {hasMail && <RailItem {...item('mail')} />}
        {hasCalendar && <RailItem {...item('calendar')} />}
        {hasContacts && <RailItem {...item('contacts')} />}
        {hasCalendar && <RailItem {...item('tasks')} />}
        {administers && <RailItem {...item('admin')} />}
      </nav>
      <aside className="side" aria-label={sideLabels.name}>
        {places.side}
        <TreeEdge width={treeWidth} />
      </aside>
      {open && (
        <button
          type="button"
          className="side-scrim"
          aria-label={sideLabels.close}
          onClick={() => drawer.set({ open: false })}
        />
      )}
      <main className="sheet" id="content" tabIndex={-1}>
        {places.children}
      </main>
      {places.phoneBar ?? (
        <nav className="phone-bar" aria-label={t('shell.services')}>
          {hasMail && <BarItem {...item('mail')} />}
          {hasCalendar && <BarItem {...item('calendar')} />}
          {phonePrimary && (
            <BarItem
              icon={phonePrimary.icon}
              label={phonePrimary.label}
              primary
              onPress={phonePrimary.onPress}
            />
          )}
          {hasContacts && <BarItem {...item('contacts')} />}
          {hasCalendar && !hasContacts && <BarItem {...item('tasks')} />}
          <BarItem
            icon={Ellipsis}
            label={t('shell.more')}
            current={more.includes(current)}
            expanded={moreOpen}
            onPress={() => setMoreOpen(!moreOpen)}
          />
          {moreOpen && (
            <div className="phone-more">
              {more.map((one) => (
                <button
                  key={one}
                  type="button"
                  onClick={() => {
                    setMoreOpen(false)
                    go(one)
                  }}
                >
                  {t(`shell.${one}`)}
                </button>
              ))}
            </div>
          )}
        </nav>
      )}
      <div className="shell-toasts">
        <ToastHost />
      </div>
    </div>
  )
}

const usualWidth = 240

/** Between the side and the sheet: dragged, or moved with the arrow keys. */
function TreeEdge({ width }: { width: number | null }) {
  const { t } = useI18n()
  return (
    <div className="side-edge">
      <Resizer
        label={t('layout.dividerTree')}
        orientation="vertical"
        size={width ?? usualWidth}
        min={180}
        max={440}
        onResize={(size) => device.set({ treeWidth: size })}
        onReset={() => device.set({ treeWidth: null })}
      />
    </div>
  )
}

interface ItemProps {
  icon: ComponentType<{ size?: number; strokeWidth?: number }>
  label: string
  current?: boolean
  count?: number
  onPress: () => void
}

function RailItem({ icon: Glyph, label, current, count = 0, onPress }: ItemProps) {
  return (
    <button
      type="button"
      className="rail-item"
      aria-current={current ? 'page' : undefined}
      title={label}
      onClick={onPress}
    >
      <span className="rail-icon">
        <Glyph size={22} strokeWidth={1.75} />
        <UnreadCount count={count} />
      </span>
      <span className="rail-word">{label}</span>
    </button>
  )
}

function UnreadCount({ count }: { count: number }) {
  const { t } = useI18n()
  if (count === 0) return null
  return (
    <span className="rail-count">
      {count > 99 ? '99+' : count}
      <VisuallyHidden>{t('tree.unread', { count })}</VisuallyHidden>
    </span>
  )
}

function BarItem({
  icon: Glyph,
  label,
  current,
  primary,
  expanded,
  count = 0,
  onPress,
}: ItemProps & { primary?: boolean; expanded?: boolean }) {
  return (
    <button
      type="button"
      className="phone-item"
      data-primary={primary || undefined}
      aria-current={current ? 'page' : undefined}
      aria-expanded={expanded}
      onClick={onPress}
    >
      <span className="phone-icon">
        <span className="rail-icon">
          <Glyph size={22} strokeWidth={1.75} />
          <UnreadCount count={count} />
        </span>
      </span>
      {label}
    </button>
  )
}
