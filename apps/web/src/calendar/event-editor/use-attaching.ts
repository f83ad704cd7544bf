import type { Calendar, EventAttachment } from '@staffetta/contract'
import { useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useFileDrop } from '../fields/use-file-drop.ts'

/** A file on its way to us. */
export interface Arriving {
  id: string
  name: string
  sizeBytes: number
  sentBytes: number
}

interface Options {
  calendar: Calendar | undefined
  attachments: readonly EventAttachment[]
  /** May be called when what was given here is old. */
  onAttach: (attachment: EventAttachment) => void
}

/** Files that are chosen or let go over the form: uploaded at once, in the event when it is saved. */
export function useAttaching({ calendar, attachments, onAttach }: Options) {
  const { t, formats } = useI18n()
  const [arriving, setArriving] = useState<Arriving[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const stops = useRef(new Map<string, AbortController>())

  const send = async (file: File, calendarId: string) => {
    const id = crypto.randomUUID()
    const stop = new AbortController()
    stops.current.set(id, stop)
    const name = file.name.slice(-255) || 'file'
    const show = (sentBytes: number) =>
      setArriving((now) => now.map((one) => (one.id === id ? { ...one, sentBytes } : one)))
    setArriving((now) => [...now, { id, name, sizeBytes: file.size, sentBytes: 0 }])
    try {
      const wish = { calendarId, fileName: name, type: file.type.slice(0, 200) }
      const { fileName, ...there } = await api.calendar.uploadAttachment(wish, file, {
        signal: stop.signal,
        onProgress: show,
      })
      onAttach({ ...there, name: fileName, kind: 'file', stored: false, url: '' })
    } catch (error) {
      if (!stop.signal.aborted)
        setProblem(`${t('event.files.notUploaded', { name })} ${sentenceOf(error, t)}`)
    } finally {
      stops.current.delete(id)
      setArriving((now) => now.filter((one) => one.id !== id))
    }
  }

  const attach = (files: Iterable<File>) => {
    if (calendar === undefined) return
    setProblem(null)
    const { mostBytes, of } = calendar.files
    const there = [...attachments.filter(({ kind }) => kind === 'file'), ...arriving]
    let taken = of === 'each' ? 0 : there.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
    for (const file of files) {
      if (taken + file.size > mostBytes) {
        const words = { name: file.name, limit: formats.size(mostBytes) }
        setProblem(t(of === 'each' ? 'event.files.tooLarge' : 'event.files.tooMuch', words))
        continue
      }
      if (of === 'together') taken += file.size
      void send(file, calendar.id)
    }
  }

  const drop = useFileDrop(attach)

  return {
    arriving,
    problem,
    /** A file is held over the form. */
    over: drop.over,
    attach,
    stop: (id: string) => stops.current.get(id)?.abort(),
    /** Whether the form has to wait; then it is said. */
    isWaiting: () => {
      if (arriving.length > 0) setProblem(t('event.files.uploading'))
      return arriving.length > 0
    },
    dropHandlers: drop.handlers,
  }
}

export type Attaching = ReturnType<typeof useAttaching>
