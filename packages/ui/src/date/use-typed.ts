import { useState, type KeyboardEvent } from 'react'

interface Options<Value> {
  value: Value
  read: (text: string) => Value | null
  write: (value: Value) => string
  step: (value: Value, by: 1 | -1) => Value
  onChange: (value: Value) => void
}

/**
 * A field whose text means something: it is read when the field is left or Enter is pressed, not at every letter; what
 * cannot be read stays there to be mended.
 */
export function useTyped<Value>({ value, read, write, step, onChange }: Options<Value>) {
  const [typed, setTyped] = useState<string | null>(null)
  const [left, setLeft] = useState(false)
  const take = () => {
    if (typed === null) return
    const meant = read(typed)
    setLeft(true)
    if (meant === null) return
    setTyped(null)
    if (meant !== value) onChange(meant)
  }
  return {
    wrong: typed !== null && left && read(typed) === null,
    forget: () => setTyped(null),
    take,
    input: {
      value: typed ?? write(value),
      onChange: (event: { target: { value: string } }) => {
        setLeft(false)
        setTyped(event.target.value)
      },
      onFocus: (event: { currentTarget: HTMLInputElement }) => event.currentTarget.select(),
      onBlur: take,
      onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
        const { key, altKey, ctrlKey, metaKey } = event
        if (key === 'Enter' && !ctrlKey && !metaKey) {
          event.preventDefault()
          take()
        }
        if (key === 'Escape' && typed !== null) {
          event.stopPropagation()
          setTyped(null)
        }
        if (altKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return
        event.preventDefault()
        const from = (typed === null ? null : read(typed)) ?? value
        setTyped(null)
        onChange(step(from, key === 'ArrowUp' ? 1 : -1))
      },
    },
  }
}
