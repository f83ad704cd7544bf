import type { AreaCatalogues } from '@staffetta/i18n'

type Words = AreaCatalogues['settings']['settings']

export interface FoundSetting {
  /** As `Setting` has it; null for a whole section. */
  id: string | null
  section: string
  label: string
  sectionTitle: string
}

interface Entry extends FoundSetting {
  /** What it may be found by, the nearest first. */
  texts: string[][]
}

/** Everything that can be found: made of the catalogue, so that what has words on screen is found by them. */
export function settingsIndex(words: Words, sections: readonly string[]): Entry[] {
  return sections.flatMap((section): Entry[] => {
    const { title, lead, items } = (words as unknown as Record<string, SectionWords>)[section]!
    const whole = { id: null, section, label: title, sectionTitle: title }
    return [
      { ...whole, texts: [wordsOf(title), wordsOf(lead)] },
      ...Object.entries(items ?? {}).map(([name, { label, hint = '', words: others }]) => ({
        id: `${section}.items.${name}`,
        section,
        label,
        sectionTitle: title,
        texts: [wordsOf(label), wordsOf(others), wordsOf(`${title} ${hint}`)],
      })),
    ]
  })
}

interface SectionWords {
  title: string
  lead: string
  items?: Record<string, { label: string; hint?: string; words: string }>
}

/** Those in which every typed word begins a word, the nearest first. */
export function findSettings(index: Entry[], text: string): FoundSetting[] {
  const typed = wordsOf(text)
  if (typed.length === 0) return []
  return index
    .map((entry) => ({ entry, distance: distanceOf(entry, typed) }))
    .filter(({ distance }) => distance < Infinity)
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ entry: { texts: _texts, ...found } }) => found)
}

function distanceOf({ texts }: Entry, typed: string[]): number {
  return Math.max(
    ...typed.map((word) => {
      const at = texts.findIndex((words) => words.some((one) => one.startsWith(word)))
      return at < 0 ? Infinity : at
    }),
  )
}

/** Letters and numbers, without case and accents. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
