import { ApiError, type MessageSummary, type SearchFrame } from '@staffetta/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { fetchPreviews } from '../mutations.ts'
import { criteriaOf, parseSearch } from './parse.ts'

/** The hits of one folder. */
interface Found {
  mailboxId: string
  rows: MessageSummary[]
  total: number
}

export interface SearchState {
  found: Found[]
  failed: string[]
  searched: number
  mailboxes: number
  state: 'running' | 'done' | 'stopped' | 'failed'
  error: unknown
}

const rowsOfEach = 200
const idle: SearchState = { found: [], failed: [], searched: 0, mailboxes: 0, state: 'running', error: null }

/** Searches while the component is there; folders arrive as they are found. Leaving ends it on the server too. */
export function useSearchResults(text: string, mailboxId: string, everywhere: boolean) {
  const [state, setState] = useState(idle)
  const [attempt, setAttempt] = useState(0)
  const controller = useRef<AbortController | null>(null)

  useEffect(() => {
    const own = new AbortController()
    controller.current = own
    setState(idle)
    const run = async () => {
      try {
        const frames = api.mail.search(
          {
            criteria: criteriaOf(parseSearch(text)),
            limit: rowsOfEach,
            ...(everywhere ? {} : { mailboxIds: [mailboxId] }),
          },
          { signal: own.signal },
        )
        for await (const frame of frames) {
          setState((before) => withFrame(before, frame))
          const bare = (frame.rows ?? []).filter((row) => row.preview === null).map((row) => row.ref)
          // A row without its first words is still a row.
          if (bare.length > 0) void fetchPreviews(bare).catch(() => undefined)
        }
        setState((before) => ({ ...before, state: 'done' }))
      } catch (error) {
        if (own.signal.aborted) return
        if (!(error instanceof ApiError)) throw error
        setState((before) => ({ ...before, state: 'failed', error }))
      }
    }
    void run()
    return () => own.abort()
  }, [text, mailboxId, everywhere, attempt])

  const stop = useCallback(() => {
    controller.current?.abort()
    setState((before) => ({ ...before, state: 'stopped' }))
  }, [])
  const patch = useCallback((change: (row: MessageSummary) => MessageSummary | null) => {
    setState((before) => ({
      ...before,
      found: before.found.map((one) => ({ ...one, ...patched(one, change) })),
    }))
  }, [])
  return { ...state, stop, patch, again: () => setAttempt((before) => before + 1) }
}

/** What a line of the answer adds to what was found. */
export function withFrame(state: SearchState, frame: SearchFrame): SearchState {
  const progress = {
    searched: frame.searched ?? state.searched,
    mailboxes: frame.mailboxes ?? state.mailboxes,
  }
  if (frame.kind === 'failed' && frame.mailboxId)
    return { ...state, ...progress, failed: [...state.failed, frame.mailboxId] }
  if (frame.kind === 'hits' && frame.mailboxId && frame.rows && frame.rows.length > 0) {
    const hits = { mailboxId: frame.mailboxId, rows: frame.rows, total: frame.total ?? frame.rows.length }
    return { ...state, ...progress, found: [...state.found, hits] }
  }
  return { ...state, ...progress }
}

function patched(
  one: Found,
  change: (row: MessageSummary) => MessageSummary | null,
): Pick<Found, 'rows' | 'total'> {
  const rows = one.rows.map(change).filter((row) => row !== null)
  return { rows, total: one.total - (one.rows.length - rows.length) }
}
