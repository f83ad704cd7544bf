import type { Address } from '@staffetta/contract'
import { later } from '@staffetta/ui'
import { useEffect, useState } from 'react'
import { loadAreaSentences } from '../../app/i18n.tsx'
import { personPressed } from '../../app/person-mark.ts'

export interface Opened {
  person: Address
  anchor: HTMLElement
  /** hover: it goes with the pointer, and takes no focus · press: by key or finger, until it is closed. */
  by: 'hover' | 'press'
}

const [PersonCard] = later(async () => {
  const sentences = Promise.all([loadAreaSentences('contacts'), loadAreaSentences('calendar')])
  const { PersonCard } = await import('./PersonCard.tsx')
  await sentences
  return PersonCard
})

const hoverMs = 400
/** Long enough to go from the name to the card. */
const leaveMs = 300

/** Who somebody is, beside wherever their name or address stands (WCAG 1.4.13): by resting on it, or by pressing it. */
export function PersonHost({ pressed, onReady }: { pressed: HTMLElement | null; onReady: () => void }) {
  const [opened, setOpened] = useState<Opened | null>(() => pressed && openedAt(pressed, 'press'))
  useEffect(onReady, [onReady])
  useEffect(() => {
    let coming: ReturnType<typeof setTimeout> | undefined
    let going: ReturnType<typeof setTimeout> | undefined
    const stay = () => clearTimeout(going)
    const close = () => setOpened(null)
    const onOver = ({ target, pointerType, buttons }: PointerEvent) => {
      if (pointerType !== 'mouse' || !(target instanceof Element)) return
      clearTimeout(coming)
      if (target.closest('.person-card')) return stay()
      const anchor = target.closest<HTMLElement>('[data-person]')
      if (anchor === null) {
        stay()
        going = setTimeout(() => setOpened((now) => (now?.by === 'hover' ? null : now)), leaveMs)
      } else if (buttons === 0) {
        stay()
        coming = setTimeout(
          () => setOpened((now) => (now?.by === 'press' ? now : openedAt(anchor, 'hover'))),
          hoverMs,
        )
      }
    }
    const onDown = ({ target }: PointerEvent) => {
      clearTimeout(coming)
      if (!(target instanceof Element && target.closest('.person-card'))) close()
    }
    const onClick = (event: MouseEvent) => {
      const anchor = personPressed(event)
      if (anchor) setOpened(openedAt(anchor, 'press'))
    }
    const leave = () => clearTimeout(coming)
    document.addEventListener('pointerover', onOver)
    document.addEventListener('pointerdown', onDown)
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', leave)
    return () => {
      leave()
      stay()
      document.removeEventListener('pointerover', onOver)
      document.removeEventListener('pointerdown', onDown)
      document.removeEventListener('click', onClick)
      document.removeEventListener('keydown', leave)
    }
  }, [])
  return opened && <PersonCard key={opened.person.address} opened={opened} onClose={() => setOpened(null)} />
}

function openedAt(anchor: HTMLElement, by: Opened['by']): Opened | null {
  const { person = '', personName = '' } = anchor.dataset
  return anchor.isConnected ? { person: { name: personName, address: person }, anchor, by } : null
}
