import { ApiError, type TaskChange, type TaskDetail, type TaskFields } from '@staffetta/contract'
import { CircleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { sentenceOf, tellFailure } from '../app/errors.tsx'
import { i18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { queryClient } from '../app/query-client.ts'
import { ownZone } from '../calendar/clock/wall-clock.ts'
import { changeTask } from './mutations.ts'
import { taskQueries } from './queries.ts'

/** What is typed is stored when the hand rests, or leaves the field. */
const restMs = 900

interface Draft {
  fields: TaskFields
  set: (change: TaskChange, when: 'now' | 'at-rest') => void
  flush: () => void
}

/**
 * A task while it is being changed: what is set is on screen at once and stored by itself, one write after the other. A field
 * somebody else changed meanwhile is told, and what was written here can still be stored.
 */
export function useTaskDraft(detail: TaskDetail): Draft {
  const [own, setOwn] = useState<TaskChange>({})
  const work = useRef({ detail, waiting: {} as TaskChange, storing: false, timer: 0 })
  useEffect(() => {
    work.current.detail = detail
  })

  const store = async (force = false): Promise<void> => {
    const now = work.current
    clearTimeout(now.timer)
    const change = now.waiting
    if (now.storing || Object.keys(change).length === 0) return
    now.waiting = {}
    now.storing = true
    const { task, etag } = now.detail
    const query = taskQueries.task(task, ownZone())
    try {
      const version = force ? (await queryClient.fetchQuery({ ...query, staleTime: 0 })).etag : etag
      // How far one has got is said of this time; what it is, of every time.
      const scope = Object.keys(change).every((name) => name === 'percent') ? 'this' : 'all'
      await changeTask(task, version, change, scope).done
      now.detail = await queryClient.fetchQuery({ ...query, staleTime: 0 }).catch(() => now.detail)
      setOwn((mine) => without(mine, change, now.waiting))
    } catch (error) {
      tellRefused(error, () => {
        now.waiting = { ...change, ...now.waiting }
        void store(true)
      })
      if (!isConflict(error)) setOwn((mine) => without(mine, change, now.waiting))
    } finally {
      now.storing = false
    }
    await store()
  }
  const latest = useRef(store)
  useEffect(() => {
    latest.current = store
  })
  // What was still being typed when one went elsewhere counts.
  useEffect(() => () => void latest.current(), [])
  return {
    fields: { ...detail.fields, ...own } as TaskFields,
    set: (change, when) => {
      setOwn((mine) => ({ ...mine, ...change }))
      const now = work.current
      now.waiting = { ...now.waiting, ...change }
      clearTimeout(now.timer)
      if (when === 'now') void store()
      else now.timer = window.setTimeout(() => void latest.current(), restMs)
    },
    flush: () => void store(),
  }
}

function without(mine: TaskChange, stored: TaskChange, waiting: TaskChange): TaskChange {
  return Object.fromEntries(
    Object.entries(mine).filter(
      ([name, value]) => name in waiting || stored[name as keyof TaskChange] !== value,
    ),
  )
}

const isConflict = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'calendar/task-changed'

function tellRefused(error: unknown, again: () => void): void {
  if (!isConflict(error)) return tellFailure(error)
  const { t } = i18n()
  notify({
    text: sentenceOf(error, t),
    icon: CircleAlert,
    tone: 'bad',
    action: { label: t('tasks.keepMine'), onAction: again },
  })
}
