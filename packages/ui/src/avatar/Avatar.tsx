import './Avatar.css'

interface Props {
  /** The person's name, or the address where there is none. */
  name: string
  size?: 28 | 40
  tone?: 'neutral' | 'hue'
}

/** Two letters in a disc; the name itself stands beside it, so it is decoration. */
export function Avatar({ name, size = 28, tone = 'neutral' }: Props) {
  return (
    <span className="ui-avatar" data-size={size} data-tone={tone} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

/** The initials of the first and last word that begin with a letter; `?` when there is none. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*$/, '')
    .split(/[\s._-]+/)
    .filter((word) => /^\p{L}/u.test(word))
  const picked = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return picked.map((word) => String.fromCodePoint(word.codePointAt(0)!).toLocaleUpperCase()).join('') || '?'
}
