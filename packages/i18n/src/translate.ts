import { createInstance } from 'i18next'
import type { catalogue as adminCatalogue } from './catalogue-admin-it.ts'
import type { catalogue as setupCatalogue } from './catalogue-admin-setup-it.ts'
import type { catalogue as keepingCatalogue } from './catalogue-admin-keeping-it.ts'
import type { catalogue as checksCatalogue } from './catalogue-admin-checks-it.ts'
import type { catalogue as peopleCatalogue } from './catalogue-admin-people-it.ts'
import type { catalogue as announcingCatalogue } from './catalogue-admin-announcements-it.ts'
import type { catalogue as announcementsCatalogue } from './catalogue-announcements-it.ts'
import type { catalogue as calendarCatalogue } from './catalogue-calendar-it.ts'
import type { catalogue as contactsCatalogue } from './catalogue-contacts-it.ts'
import type { catalogue as identityCatalogue } from './catalogue-identity-it.ts'
import type { catalogue as enrolmentCatalogue } from './catalogue-enrolment-it.ts'
import type { catalogue as settingsCatalogue } from './catalogue-settings-it.ts'
import type { catalogue } from './catalogue-it.ts'

/** The languages that are complete. */
export const locales = ['it', 'en'] as const
export type Locale = (typeof locales)[number]

export type Catalogue = typeof catalogue

/** Sentences of an area that is fetched only by whoever opens it. */
export interface AreaCatalogues {
  admin: typeof adminCatalogue
  announcements: typeof announcementsCatalogue
  announcing: typeof announcingCatalogue
  calendar: typeof calendarCatalogue
  contacts: typeof contactsCatalogue
  checks: typeof checksCatalogue
  people: typeof peopleCatalogue
  setup: typeof setupCatalogue
  keeping: typeof keepingCatalogue
  identity: typeof identityCatalogue
  enrolment: typeof enrolmentCatalogue
  settings: typeof settingsCatalogue
}
export type CatalogueArea = keyof AreaCatalogues

type Leaves<Tree, Prefix extends string = ''> = {
  [Name in keyof Tree & string]: Tree[Name] extends string
    ? `${Prefix}${Name}`
    : Leaves<Tree[Name], `${Prefix}${Name}.`>
}[keyof Tree & string]

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key

type AreaKeys = { [Area in CatalogueArea]: Leaves<AreaCatalogues[Area]> }

/** Every sentence there is, by its place in the catalogue; plural forms go by their common stem. */
export type MessageKey = WithoutPlural<Leaves<Catalogue> | AreaKeys[CatalogueArea]>

export type Values = Record<string, string | number>

export type Translate = (key: MessageKey, values?: Values) => string

/**
 * Sentences in one language, with those of the areas that are there. `count` chooses the plural form and is written with the language's digits groups.
 * Values are put in as they are: whoever shows them as HTML must escape (React does).
 */
export function createTranslator(locale: Locale, ...sentences: readonly object[]): Translate {
  const instance = createInstance()
  void instance.init({
    lng: locale,
    resources: { [locale]: { translation: withAllPluralForms(joined(sentences)) } },
    initAsync: false,
    interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
    returnNull: false,
  })
  const digits = new Intl.NumberFormat(locale, { useGrouping: 'always' })
  /** A screen asks for the same few hundred sentences with every row it draws. */
  const plain = new Map<MessageKey, string>()
  return (key, values) => {
    if (values === undefined) {
      const known = plain.get(key) ?? instance.t(key)
      plain.set(key, known)
      return known
    }
    const shown: Record<string, unknown> = { ...values }
    if (typeof values['count'] === 'number') shown['n'] = digits.format(values['count'])
    return instance.t(key, shown)
  }
}

/** An area brings the sentences of its own errors: what has the same name in several is joined. */
function joined(sentences: readonly object[]): object {
  const whole: Record<string, unknown> = {}
  for (const [name, value] of sentences.flatMap((one) => Object.entries(one) as [string, unknown][])) {
    const before = whole[name]
    whole[name] = before instanceof Object && value instanceof Object ? { ...before, ...value } : value
  }
  return whole
}

/** Italian has a form for round millions (`many`) that reads like `other` in every sentence of ours. */
function withAllPluralForms(tree: object): object {
  const out: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(tree)) {
    out[name] = typeof value === 'string' ? value : withAllPluralForms(value as object)
    if (name.endsWith('_other')) out[name.replace(/_other$/, '_many')] ??= value
  }
  return out
}
