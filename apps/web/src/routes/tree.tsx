import { createRootRoute, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { device } from '../app/device.ts'
import { Region } from '../app/errors.tsx'
import { session } from '../app/session.ts'
import {
  loadAdmin,
  loadCalendar,
  loadContacts,
  loadEnrolment,
  loadSettings,
  loadStatus,
  loadTasks,
} from './load-areas.ts'
import { loadFrame, loadMail } from './load-mail.ts'
import { NotFound } from './NotFound.tsx'

export const loadLogin = () => import('./Login.tsx')

const root = createRootRoute({
  component: () => (
    <Region>
      <Outlet />
    </Region>
  ),
  notFoundComponent: NotFound,
})

interface LoginSearch {
  to?: string
  /** Back from the body's identity provider: why one is not in, and whether this is a window beside work. */
  problem?: string
  beside?: 'done' | 'no'
}

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search: Record<string, unknown>): LoginSearch => ({
    ...(typeof search['to'] === 'string' &&
      /^\/(mail|calendar|contacts|tasks|settings|admin)\//.test(search['to']) && { to: search['to'] }),
    ...(typeof search['problem'] === 'string' && { problem: search['problem'] }),
    ...((search['beside'] === 'done' || search['beside'] === 'no') && { beside: search['beside'] }),
  }),
  beforeLoad: ({ search }) => {
    if (session.get().state === 'in' && search.beside === undefined) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(loadLogin, 'Login'),
})

const user = createRoute({
  getParentRoute: () => root,
  id: 'user',
  beforeLoad: ({ location }) => {
    const { state } = session.get()
    if (state === 'out' || state === 'starting')
      throw redirect({ to: '/login', search: session.get().reason === 'ended' ? { to: location.href } : {} })
  },
  component: lazyRouteComponent(loadFrame, 'UserFrame'),
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    const { me } = session.get()
    // Who administers a body is there before its mail is.
    if (me && !me.services.includes('mail')) throw redirect({ to: '/admin' })
    throw redirect({ to: '/mail/$mailboxId', params: { mailboxId: 'inbox' } })
  },
})

/** Addresses that people shorten by hand. */
const mailHome = createRoute({
  getParentRoute: () => root,
  path: '/mail',
  beforeLoad: () => {
    throw redirect({ to: '/mail/$mailboxId', params: { mailboxId: 'inbox' } })
  },
})

const settingsHome = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'identity' } })
  },
})

interface MailSearch {
  filter?: 'unread' | 'flagged' | 'attachments'
  order?: 'date' | 'from' | 'to' | 'subject' | 'size'
  asc?: true
  /** What is searched for, as it is written in the box. */
  q?: string
  /** In all folders. */
  all?: true
}

const filters = ['unread', 'flagged', 'attachments'] as const
const orders = ['date', 'from', 'to', 'subject', 'size'] as const

const mail = createRoute({
  getParentRoute: () => user,
  path: '/mail/$mailboxId',
  validateSearch: (search: Record<string, unknown>): MailSearch => {
    const filter = filters.find((one) => one === search['filter'])
    const order = orders.find((one) => one === search['order'])
    return {
      ...(filter && { filter }),
      ...(order && { order }),
      ...(search['asc'] === true && { asc: true }),
      ...(typeof search['q'] === 'string' && search['q'] !== '' && { q: search['q'] }),
      ...(search['all'] === true && { all: true }),
    }
  },
  component: lazyRouteComponent(loadMail, 'MailScreen'),
})

const message = createRoute({ getParentRoute: () => mail, path: '/$messageRef' })

const settings = createRoute({
  getParentRoute: () => user,
  path: '/settings/$section',
  /** The setting that is pointed at. */
  validateSearch: (search: Record<string, unknown>): { at?: string } =>
    typeof search['at'] === 'string' ? { at: search['at'] } : {},
  component: lazyRouteComponent(loadSettings, 'SettingsScreen'),
})

/** The way of looking that was last used here, at today. */
const calendarHome = createRoute({
  getParentRoute: () => root,
  path: '/calendar',
  beforeLoad: () => {
    throw redirect({
      to: '/calendar/$view/$date',
      params: { view: device.get().calendarView, date: new Date().toLocaleDateString('sv-SE') },
    })
  },
})

interface CalendarSearch {
  q?: string
  /** The event whose full form is open, or `new`; `at` names the occurrence of a series. */
  edit?: string
  at?: string
}

const calendar = createRoute({
  getParentRoute: () => user,
  path: '/calendar/$view/$date',
  validateSearch: (search: Record<string, unknown>): CalendarSearch => ({
    ...(typeof search['q'] === 'string' && search['q'] !== '' && { q: search['q'] }),
    ...(typeof search['edit'] === 'string' && { edit: search['edit'] }),
    ...(typeof search['at'] === 'string' && { at: search['at'] }),
  }),
  component: lazyRouteComponent(loadCalendar, 'CalendarScreen'),
})

const tasksHome = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  beforeLoad: () => {
    throw redirect({ to: '/tasks/$view', params: { view: 'today' } })
  },
})

interface TasksSearch {
  /** One list; all of them without it. */
  list?: string
  q?: string
  /** The task that is open; `at` names the occurrence of one that recurs. */
  task?: string
  at?: string
}

const tasks = createRoute({
  getParentRoute: () => user,
  path: '/tasks/$view',
  validateSearch: (search: Record<string, unknown>): TasksSearch => ({
    ...(typeof search['list'] === 'string' && { list: search['list'] }),
    ...(typeof search['q'] === 'string' && search['q'] !== '' && { q: search['q'] }),
    ...(typeof search['task'] === 'string' && { task: search['task'] }),
    ...(typeof search['at'] === 'string' && { at: search['at'] }),
  }),
  component: lazyRouteComponent(loadTasks, 'TasksScreen'),
})

/** All books together. */
const contactsHome = createRoute({
  getParentRoute: () => root,
  path: '/contacts',
  beforeLoad: () => {
    throw redirect({ to: '/contacts/$bookId', params: { bookId: 'all' } })
  },
})

interface ContactsSearch {
  q?: string
  /** The people of one group, or those with one tag. */
  group?: string
  tag?: string
  /** In a directory: the tree of its offices, or one of them by its path. */
  office?: string
  /** The card that is open. */
  card?: string
  /** The open card is being changed, or a new one is written. */
  edit?: 'card' | 'new'
  /** Who may be there twice, in the place of the list. */
  duplicates?: true
  /** Cards that are made one (contacts/duplicates/pair-of.ts). */
  merge?: string
}

const contacts = createRoute({
  getParentRoute: () => user,
  path: '/contacts/$bookId',
  validateSearch: (search: Record<string, unknown>): ContactsSearch => {
    const edit = (['card', 'new'] as const).find((one) => one === search['edit'])
    return {
      ...(typeof search['q'] === 'string' && search['q'] !== '' && { q: search['q'] }),
      ...(typeof search['group'] === 'string' && { group: search['group'] }),
      ...(typeof search['tag'] === 'string' && { tag: search['tag'] }),
      ...(typeof search['office'] === 'string' && { office: search['office'] }),
      ...(typeof search['card'] === 'string' && { card: search['card'] }),
      ...(edit && { edit }),
      ...(search['duplicates'] === true && { duplicates: true as const }),
      ...(typeof search['merge'] === 'string' && { merge: search['merge'] }),
    }
  },
  component: lazyRouteComponent(loadContacts, 'ContactsScreen'),
})

const adminHome = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  beforeLoad: () => {
    throw redirect({ to: '/admin/$section', params: { section: 'bodies' } })
  },
})

const admin = createRoute({
  getParentRoute: () => user,
  path: '/admin/$section',
  component: lazyRouteComponent(loadAdmin, 'AdminScreen'),
})

/** The page of one body, and which part of it. */
const adminBody = createRoute({
  getParentRoute: () => user,
  path: '/admin/bodies/$tenantId/$tab',
  component: lazyRouteComponent(loadAdmin, 'AdminScreen'),
})

/** Public: a body asks to be served. One page, whichever step it shows. */
const enrolment = createRoute({
  getParentRoute: () => root,
  path: '/enrolment',
  component: lazyRouteComponent(loadEnrolment, 'EnrolmentPage'),
})

const enrolmentStep = createRoute({ getParentRoute: () => enrolment, path: '/$step' })

/** Public: whether the services work. Its address is read out on the telephone, so it is in the language of the place. */
const status = createRoute({
  getParentRoute: () => root,
  path: '/stato',
  component: lazyRouteComponent(loadStatus, 'StatusPage'),
})

export const routeTree = root.addChildren([
  home,
  mailHome,
  settingsHome,
  calendarHome,
  tasksHome,
  contactsHome,
  adminHome,
  login,
  status,
  enrolment.addChildren([enrolmentStep]),
  user.addChildren([mail.addChildren([message]), calendar, contacts, tasks, settings, admin, adminBody]),
])
