import { useRef } from 'react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  letters: ReadonlyMap<string, number>
  current: string
  onJump: (at: number) => void
}

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ#']

/** Straight to a letter: one stop for Tab, the arrows go on from there. */
export function LetterIndex({ letters, current, onJump }: Props) {
  const { t } = useI18n()
  const box = useRef<HTMLDivElement>(null)
  const there = alphabet.filter((letter) => letters.has(letter))
  const tabbable = letters.has(current) ? current : there[0]
  const onKeyDown = (event: React.KeyboardEvent) => {
    const from = there.indexOf((event.target as HTMLElement).textContent ?? '')
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: there.length - 1 }[event.key]
    const letter = to === undefined ? undefined : there[to]
    if (letter === undefined) return
    event.preventDefault()
    const buttons = box.current!.querySelectorAll<HTMLElement>('button:enabled')
    buttons[there.indexOf(letter)]?.focus()
    onJump(letters.get(letter)!)
  }
  return (
    <div
      ref={box}
      className="letter-index"
      role="toolbar"
      aria-orientation="vertical"
      aria-label={t('contacts.letters')}
      onKeyDown={onKeyDown}
    >
      {alphabet.map((letter) => (
        <button
          key={letter}
          type="button"
          disabled={!letters.has(letter)}
          tabIndex={letter === tabbable ? 0 : -1}
          aria-current={letter === current ? 'true' : undefined}
          onClick={() => onJump(letters.get(letter)!)}
        >
          {letter}
        </button>
      ))}
    </div>
  )
}
