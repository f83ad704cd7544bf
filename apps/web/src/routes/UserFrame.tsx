import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { later, prefetchDialogs, prefetchMenus, prefetchPopovers } from '@staffetta/ui'
import { useEffect, useState } from 'react'
import { device } from '../app/device.ts'
import { loadLocale } from '../app/i18n.tsx'
import { above } from '../app/layout/above.ts'
import { applyBrand } from '../app/layout/brand.ts'
import { counts } from '../app/layout/counts.ts'
import { openLive } from '../app/live.ts'
import { session, sessionEnded } from '../app/session.ts'
import { prefetchSessionDialogs, SessionDialogs } from '../app/sign-in/SessionDialogs.tsx'
import { ShortcutsDialog } from '../app/shortcuts/ShortcutsDialog.tsx'
import { listenToShortcuts, registry } from '../app/shortcuts/shortcuts.ts'
import { useStore } from '../app/store.ts'
import { applyMailEvents, makeMailOld, newMailWishes, useUnread, watchNewMail } from '../mail/index.ts'
import { loadAnnouncements } from './load-announcements.ts'
import { loadCalendar } from './load-areas.ts'
import { loadNotice } from './load-notice.ts'
import { People } from './People.tsx'
import { usePreferences, useSavePreferences } from '../settings/index.ts'

/** Whoever reads mail does not wait for what keeps the agenda true. */
const calendarLive = () => import('../calendar/index.ts')
/** Neither for what keeps the address book true. */
const contactsLive = () => import('../contacts/index.ts')
const [Reminders] = later(async () => (await calendarLive()).loadReminders())
const [NoticeDialog] = later(loadNotice)
const idleAfterRowsMs = 1500

/** What every page of a signed-in person has: the live stream, the dialogs of the session, shortcuts, the brand. */
export function UserFrame() {
  const client = useQueryClient()
  const me = useStore(session, (state) => state.me)
  const state = useStore(session, (current) => current.state)
  const preferences = usePreferences()
  const savePreferences = useSavePreferences()
  const signedIn = state === 'in'
  const account = me?.accountId
  const unread = useUnread()
  const hasCalendar = me?.services.includes('calendar') ?? false
  const [idle, setIdle] = useState(false)

  useEffect(() => applyBrand(me?.tenant ?? null), [me?.tenant])
  useEffect(() => listenToShortcuts(), [])
  useEffect(() => counts.set({ unread }), [unread])
  useEffect(() => {
    if (!preferences) return
    registry.set({ enabled: preferences.shortcuts })
    newMailWishes.set({ notifications: preferences.notifications })
    // The person's language follows them to a browser that has not chosen one.
    if (preferences.language && device.get().language === null) void loadLocale(preferences.language)
  }, [preferences])
  useEffect(() => {
    const timer = setTimeout(() => {
      prefetchMenus()
      prefetchDialogs()
      prefetchPopovers()
      prefetchSessionDialogs()
      setIdle(true)
      void loadAnnouncements()
        .then((Announcements) => above.set({ lines: <Announcements /> }))
        .catch(() => undefined)
      // Who is in the mail goes to the agenda next; its code is there by then.
      if (hasCalendar) void loadCalendar().catch(() => undefined)
    }, idleAfterRowsMs)
    return () => clearTimeout(timer)
  }, [hasCalendar])
  useEffect(() => {
    // Nothing was told here while the browser was somebody else.
    if (state === 'elsewhere') return () => makeOld(client)
  }, [client, state])
  useEffect(() => {
    if (!signedIn || account === undefined) return
    return openLive(account, {
      onEvents: (events) => {
        if (events.some((event) => event.type === 'auth.session-ended')) sessionEnded()
        applyMailEvents(client, events)
        if (events.some(({ type }) => type.startsWith('calendar.')))
          void calendarLive()
            .then((live) => live.applyCalendarEvents(client, events))
            .catch(() => undefined)
        if (events.some(({ type }) => type.startsWith('contacts.')))
          void contactsLive()
            .then((live) => live.applyContactsEvents(client, events))
            .catch(() => undefined)
        watchNewMail(client, events)
        if (events.some(({ type }) => type === 'announcements.changed')) makeAnnouncementsOld(client)
      },
      onResync: () => makeOld(client),
    })
  }, [client, signedIn, account])

  return (
    <>
      <Outlet />
      <ShortcutsDialog
        onSwitch={(shortcuts) => preferences && savePreferences({ ...preferences, shortcuts })}
      />
      {idle && signedIn && hasCalendar && <Reminders notifications={preferences?.notifications ?? false} />}
      {idle && signedIn && <NoticeDialog />}
      {signedIn && <People idle={idle} />}
      <SessionDialogs onBack={() => makeOld(client)} />
    </>
  )
}

const makeAnnouncementsOld = (client: QueryClient) =>
  void client.invalidateQueries({ queryKey: ['announcements'] })

function makeOld(client: QueryClient): void {
  makeMailOld(client)
  makeAnnouncementsOld(client)
  void calendarLive()
    .then((live) => live.makeCalendarOld(client))
    .catch(() => undefined)
  void contactsLive()
    .then((live) => live.makeContactsOld(client))
    .catch(() => undefined)
}
