import type { Formats } from './formats.ts'
import type { MessageKey, Translate, Values } from './translate.ts'

/** A sentence that comes from the server: which one, and what is put in, as text. */
interface Saying {
  key: string
  values: Record<string, string>
}

/**
 * Says such sentences in the reader's language. How a value is written follows from its name: `…At` is an instant, `…Bytes`
 * a size, `…Ms` how long something took, and `count` a number that chooses the form.
 */
export function createSayings(t: Translate, formats: Formats): (saying: Saying) => string {
  const seconds = new Intl.NumberFormat(formats.locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const written = (name: string, value: string): string | number => {
    if (name === 'count') return Number(value)
    if (name.endsWith('At')) return formats.date(value)
    if (name.endsWith('Bytes')) return formats.size(Number(value))
    if (name.endsWith('Ms')) return `${seconds.format(Number(value) / 1000)}\u00a0s`
    return value
  }
  return ({ key, values }) => {
    const shown: Values = {}
    for (const [name, value] of Object.entries(values)) shown[name] = written(name, value)
    // Its keys are the catalogue's where it is made; one of an older version is shown as it is.
    return t(key as MessageKey, shown)
  }
}
