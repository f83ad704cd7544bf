import type { MessageKey, Translate, Values } from './translate.ts'

/** Says where a setting is, what it is, and why a file cannot be taken: names of the file as people know them, or as they are. */
export function createChangeWords(t: Translate) {
  const known = (key: string, otherwise: string, values: Values = {}): string => {
    const words = t(key as MessageKey, values)
    return words === key ? otherwise : words
  }
  const place = (path: string[]): string =>
    path
      .map((word, at) =>
        at === 0
          ? known(`setup.configuration.parts.${word}`, word)
          : known(`setup.configuration.fields.${word}`, word),
      )
      .join(' › ')
  return {
    place,
    value: (text: string): string =>
      text
        .split(', ')
        .map((one) => (/^[a-z]+$/.test(one) ? known(`setup.configuration.values.${one}`, one) : one))
        .join(', '),
    flaw: ({ path, why, name }: { path: string; why: string; name: string }): string => {
      const words = known(`setup.configuration.flaws.${why}`, why, { name })
      return path === '' ? words : `${path}: ${words}`
    },
  }
}
