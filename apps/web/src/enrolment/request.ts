import { ApiError, type Brand, type Dossier, type Enrolment } from '@staffetta/contract'
import { api as wholeApi } from '../app/api.ts'
import { i18n } from '../app/i18n.tsx'
import { createStore } from '../app/store.ts'
import { api } from './api.ts'
import { blankDossier } from './blank-dossier.ts'

interface Request {
  /** opening: nothing known yet · none: nothing begun here · here: a request is open · off: there is nobody to ask. */
  phase: 'opening' | 'none' | 'here' | 'off'
  /** Whom one asks. */
  provider: Brand | null
  /** As the server has it; null until something is saved. */
  enrolment: Enrolment | null
  /** As it stands on screen. */
  dossier: Dossier
  saving: boolean
  /** Why the last save, or the link, failed. */
  failure: unknown
}

export const request = createStore<Request>({
  phase: 'opening',
  provider: null,
  enrolment: null,
  dossier: blankDossier,
  saving: false,
  failure: null,
})

let changed = false
let queue: Promise<void> = Promise.resolve()

/** Whether the address holds a request, and not only a place of this page, as the way past the steps does. */
export function linked(): boolean {
  return /^#[\w-]{43}$/.test(location.hash)
}

/** With what a link holds, or with what this browser worked on last. The link is taken out of the address at once. */
export async function openRequest(): Promise<void> {
  const token = linked() ? location.hash.slice(1) : ''
  if (token !== '') history.replaceState(history.state, '', location.pathname)
  try {
    const { provider } = await wholeApi.auth.getSignInOptions({})
    request.set({ provider })
    if (provider === null) return request.set({ phase: 'off' })
    const enrolment = token === '' ? (await api.get({})).enrolment : await api.open({ token })
    if (enrolment === null) request.set({ phase: 'none' })
    else shown(enrolment)
  } catch (error) {
    request.set({ phase: 'none', failure: error })
  }
}

/** Something was typed or chosen; it is saved when the field is left. */
export function change(part: Partial<Dossier>): void {
  changed = true
  request.set(({ dossier, ...state }) => ({ ...state, dossier: { ...dossier, ...part } }))
}

/** Saves what was changed, one save after the other; resolves when the server has it. */
export function save(): Promise<void> {
  const saving = queue.catch(() => undefined).then(saveNow)
  queue = saving
  return saving
}

async function saveNow(): Promise<void> {
  if (!changed) return
  changed = false
  const { dossier, enrolment } = request.get()
  request.set({ saving: true })
  try {
    const saved =
      enrolment === null
        ? await api.begin({ language: i18n().locale, dossier })
        : await api.save({ version: enrolment.version, dossier })
    request.set({ enrolment: saved, phase: 'here', saving: false, failure: null })
  } catch (error) {
    const elsewhere = error instanceof ApiError && error.code === 'enrolment/changed-elsewhere'
    const newest = elsewhere ? (await api.get({})).enrolment : null
    if (newest === null) changed = true
    else shown(newest)
    request.set({ saving: false, failure: error })
    throw error
  }
}

/** What is done to a request that is saved: files come and go, it is sent. Saves before. */
export async function act(work: (enrolment: Enrolment) => Promise<Enrolment>): Promise<void> {
  // A letter may be the first that is given.
  if (request.get().enrolment === null) changed = true
  await save()
  const after = await work(request.get().enrolment!)
  request.set({ enrolment: after })
}

/** Nothing of it stays in this browser. */
export async function leaveRequest(): Promise<void> {
  await save().catch(() => undefined)
  await api.leave({})
  location.replace('/enrolment')
}

function shown(enrolment: Enrolment): void {
  changed = false
  request.set({ phase: 'here', enrolment, dossier: enrolment.dossier, failure: null })
}
