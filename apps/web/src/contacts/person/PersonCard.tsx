import './PersonCard.css'
import { Dialog } from '@staffetta/ui'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useI18n } from '../../app/i18n.tsx'
import { PersonFacts } from './PersonFacts.tsx'
import type { Opened } from './PersonHost.tsx'

interface Props {
  opened: Opened
  onClose: () => void
}

const sheetBelow = '(max-width: 600px)'
const away = 6
const edge = 8

/** On a telephone a sheet; elsewhere beside the name, in the top layer and within whatever dialog the name stands in. */
export function PersonCard({ opened, onClose }: Props) {
  const { person, by } = opened
  const sheet = by === 'press' && matchMedia(sheetBelow).matches
  return sheet ? (
    <Dialog title={person.name || person.address} onClose={onClose}>
      <PersonFacts person={person} named={false} onDone={onClose} />
    </Dialog>
  ) : (
    <Beside opened={opened} onClose={onClose} />
  )
}

function Beside({ opened: { person, anchor, by }, onClose }: Props) {
  const { t } = useI18n()
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  useLayoutEffect(() => {
    const element = box.current!
    element.showPopover?.()
    const put = () => {
      const at = anchor.getBoundingClientRect()
      const { offsetWidth: width, offsetHeight: height } = element
      const below = at.bottom + away + height + edge <= innerHeight
      setPlace({
        left: Math.max(edge, Math.min(at.left, innerWidth - width - edge)),
        top: Math.max(edge, below ? at.bottom + away : at.top - away - height),
      })
    }
    put()
    // It grows when what is known of them arrives.
    const observer = new ResizeObserver(put)
    observer.observe(element)
    const onScroll = () => (by === 'hover' || !anchor.isConnected ? onClose() : put())
    document.addEventListener('scroll', onScroll, true)
    return () => {
      observer.disconnect()
      document.removeEventListener('scroll', onScroll, true)
    }
  }, [anchor, by, onClose])
  useEffect(() => {
    if (by === 'press') box.current?.focus({ preventScroll: true })
    // Before whatever else Esc would close.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      event.preventDefault()
      if (box.current?.contains(document.activeElement)) anchor.focus()
      onClose()
    }
    const element = box.current!
    const onLeave = ({ relatedTarget }: FocusEvent) => {
      if (by === 'press' && relatedTarget instanceof Node && !element.contains(relatedTarget)) onClose()
    }
    document.addEventListener('keydown', onKey, true)
    element.addEventListener('focusout', onLeave)
    return () => {
      document.removeEventListener('keydown', onKey, true)
      element.removeEventListener('focusout', onLeave)
    }
  }, [anchor, by, onClose])
  const name = person.name || person.address
  return createPortal(
    <div
      ref={box}
      className="person-card"
      popover="manual"
      role="dialog"
      aria-label={t('contacts.person.title', { name })}
      tabIndex={-1}
      style={place ?? { opacity: 0 }}
    >
      <PersonFacts person={person} named onDone={onClose} />
    </div>,
    anchor.closest('[role=dialog], [role=alertdialog]') ?? document.body,
  )
}
