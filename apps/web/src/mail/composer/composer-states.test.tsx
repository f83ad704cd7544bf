// @vitest-environment jsdom
import { ApiError, type Me } from '@staffetta/contract'
import { act } from 'react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { api } from '../../app/api.ts'
import { drawn, takeAway } from '../../app/drawn.tsx'
import { loadLocale } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { type ComposerFile, emptyDraft, newComposer, type Problem, type Recipient } from './composer-state.ts'
import { ComposerFiles } from './ComposerFiles.tsx'
import { ComposerNotices } from './ComposerNotices.tsx'
import { attachFiles } from './files.ts'
import { addComposer, changeComposer, composers, findComposer } from './composers.ts'

const elena = { name: 'Elena Guidi', address: 'elena.guidi@monteverde.example' }

beforeAll(async () => {
  await loadLocale('it')
  session.set({
    me: {
      address: elena.address,
      domains: ['monteverde.example'],
      limits: { messageBytes: 50_000_000 },
    } as unknown as Me,
  })
})

afterEach(() => {
  takeAway()
  composers.set({ list: [] })
})

function aComposer(problem: Problem | null, draft: { to?: Recipient[]; files?: ComposerFile[] } = {}) {
  addComposer(newComposer({ ...emptyDraft('d1', elena), ...draft }, 'ready'))
  changeComposer('d1', { problem })
  return findComposer('d1')!
}

function press(place: HTMLElement, word: string): void {
  const button = [...place.querySelectorAll('button')].find((one) => one.textContent?.includes(word))
  expect(button, `a button that says ${word}`).toBeDefined()
  act(() => button!.click())
}

const aFile = (state: ComposerFile['state']): ComposerFile => ({
  id: 'f1',
  fileName: 'planimetria.pdf',
  sizeBytes: 2_000_000,
  contentId: null,
  state,
})

test('refused recipients are named, so that the address can be mended', () => {
  const composer = aComposer({ kind: 'refused', addresses: ['nessuno@altrove.example'] })

  const place = drawn(<ComposerNotices composer={composer} onSend={() => undefined} />)

  expect(place.querySelector('[role=alert]')!.textContent).toContain('nessuno@altrove.example')
})

test('a message that may have gone out is never sent again by the plain way of sending', () => {
  const onSend = vi.fn<() => void>()
  const composer = aComposer({ kind: 'uncertain', submissionId: 's1' })

  const place = drawn(<ComposerNotices composer={composer} onSend={onSend} />)

  expect(place.querySelector('[role=alert]')).not.toBeNull()
  vi.stubGlobal('fetch', () => new Promise(() => undefined))
  press(place, 'Riprova')
  expect(onSend).not.toHaveBeenCalled()
})

test('a failed sending says why and is tried again on demand', () => {
  const onSend = vi.fn<() => void>()
  const composer = aComposer({ kind: 'error', code: 'network' })

  const place = drawn(<ComposerNotices composer={composer} onSend={onSend} />)
  press(place, 'Riprova')

  expect(onSend).toHaveBeenCalledOnce()
})

test('whoever sent too much within an hour reads when they can go on', () => {
  const at = new Date(Date.now() + 60_000)
  at.setHours(10, 20)
  const answer = { code: 'mail/too-many-sent' as const, details: { at: at.toISOString() } }
  const composer = aComposer({ kind: 'error', code: 'mail/too-many-sent', answer })

  const place = drawn(<ComposerNotices composer={composer} onSend={() => undefined} />)

  expect(place.querySelector('[role=alert]')?.textContent).toMatch(/10:20/)
})

test('thirteen visible recipients are warned of, and one press hides them from each other', () => {
  const to = Array.from({ length: 13 }, (_, at) => ({
    id: `r${at}`,
    name: '',
    address: `p${at}@monteverde.example`,
    valid: true,
  }))
  const place = drawn(<ComposerNotices composer={aComposer(null, { to })} onSend={() => undefined} />)

  press(place, 'Ccn')

  const { draft, showBcc } = findComposer('d1')!
  expect([draft.to.length, draft.bcc.length, showBcc]).toEqual([0, 13, true])
})

test('a file on its way shows how far it is and can be stopped', () => {
  const composer = aComposer(null, {
    files: [aFile({ kind: 'sending', sentBytes: 1_000_000, secondsLeft: 4 })],
  })

  const place = drawn(<ComposerFiles composer={composer} />)

  expect(place.querySelector('[role=progressbar]')!.getAttribute('aria-valuenow')).toBe('50')
  act(() => place.querySelector<HTMLElement>('button[aria-label*="planimetria.pdf"]')!.click())
  expect(findComposer('d1')!.draft.files).toEqual([])
})

test('a letter that waits for a file does not go where that is taken away', () => {
  const composer = aComposer(null, { files: [aFile({ kind: 'waiting' })] })
  changeComposer('d1', { leaves: { hold: true } })
  const place = drawn(<ComposerFiles composer={composer} />)

  act(() => place.querySelector<HTMLElement>('button[aria-label*="planimetria.pdf"]')!.click())

  expect(findComposer('d1')!.leaves).toBeNull()
})

test('a letter that waits says so, and is kept where one does not want it sent', () => {
  aComposer(null)
  changeComposer('d1', { leaves: { hold: true } })
  const place = drawn(<ComposerNotices composer={findComposer('d1')!} onSend={() => undefined} />)
  expect(place.querySelector('[role=status]')!.textContent).toContain('Parte da solo')

  press(place, 'Non inviare')

  expect(findComposer('d1')!.leaves).toBeNull()
})

const uploaded = { id: 'u1', fileName: 'planimetria.pdf', type: 'application/pdf', sizeBytes: 4 }

test('a file whose line broke goes again by itself', async () => {
  const upload = vi
    .spyOn(api.mail, 'upload')
    .mockRejectedValueOnce(new ApiError('network'))
    .mockResolvedValueOnce(uploaded)
  aComposer(null)

  attachFiles('d1', [new File(['%PDF'], 'planimetria.pdf')])

  await vi.waitFor(() => expect(findComposer('d1')!.draft.files[0]?.state.kind).toBe('there'), 3_000)
  expect(upload).toHaveBeenCalledTimes(2)
  upload.mockRestore()
})

test('a file that did not arrive says so, and arrives when it is sent again', async () => {
  const upload = vi
    .spyOn(api.mail, 'upload')
    .mockRejectedValueOnce(new ApiError('request/failed'))
    .mockResolvedValueOnce(uploaded)
  aComposer(null)
  attachFiles('d1', [new File(['%PDF'], 'planimetria.pdf')])
  await vi.waitFor(() => expect(findComposer('d1')!.draft.files[0]?.state.kind).toBe('failed'))
  const place = drawn(<ComposerFiles composer={findComposer('d1')!} />)

  press(place, 'Riprova')

  await vi.waitFor(() => expect(findComposer('d1')!.draft.files[0]?.state.kind).toBe('there'))
  expect(upload).toHaveBeenCalledTimes(2)
})
