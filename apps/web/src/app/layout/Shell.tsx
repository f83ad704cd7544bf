import './Shell.css'
import { IconButton, Resizer } from '@staffetta/ui'
import { BookUser, Calendar, Landmark, ListTodo, Mail, PanelLeftClose, Settings } from 'lucide-react'
import type { CSSProperties, ReactNode } from 'react'
import { useI18n } from '../i18n.tsx'
import { device } from '../device.ts'
import { session } from '../session.ts'
import { useStore } from '../store.ts'
import { above } from './above.ts'
import { Crest } from './Crest.tsx'
import { counts } from './counts.ts'
import { drawer } from './drawer.ts'
import { HelpMenu } from './HelpMenu.tsx'
import { LanguageMenu } from './LanguageMenu.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { type ItemProps, Rail } from './Rail.tsx'
import { type PlacedService, type Service, useServices } from './services.ts'
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
  phonePrimary?: Pick<ItemProps, 'icon' | 'label' | 'onPress'>
  children: ReactNode
}

const icons = { mail: Mail, calendar: Calendar, contacts: BookUser, tasks: ListTodo, admin: Landmark }

/** The strip, the rail, the side and the sheet. It knows no area: each puts its own into the places. */
export function Shell(places: ShellPlaces) {
  const { t } = useI18n()
  const me = useStore(session, (state) => state.me)
  const open = useStore(drawer, (state) => state.open)
  const treeWidth = useStore(device, (state) => state.treeWidth)
  const unread = useStore(counts, (state) => state.unread)
  const { current } = places
  const lines = useStore(above, (state) => state.lines)
  const services = useServices()
  const go = (to: Service) => (to === current ? places.onCurrent() : services[to]())
  const item = (of: PlacedService): ItemProps => ({
    icon: icons[of],
    label: t(`shell.${of}`),
    current: current === of,
    count: of === 'mail' && current !== 'mail' ? unread : 0,
    onPress: () => go(of),
  })
  const has = (one: 'mail' | 'calendar' | 'contacts') => me?.services.includes(one) ?? false
  const mine: PlacedService[] = [
    ...(['mail', 'calendar', 'contacts'] as const).filter(has),
    ...(has('calendar') ? (['tasks'] as const) : []),
    ...((me?.roles.length ?? 0) > 0 ? (['admin'] as const) : []),
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
      <Rail services={mine} item={item} />
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
      <PhoneBar
        services={mine}
        item={item}
        current={current}
        primary={places.phonePrimary}
        instead={places.phoneBar}
        onGo={go}
      />
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
