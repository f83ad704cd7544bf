import {
  chooseLocale,
  createFormats,
  createTranslator,
  loadAreaCatalogue,
  loadCatalogue,
  type CatalogueArea,
  type Formats,
  type Locale,
  type Translate,
} from '@staffetta/i18n'
import { createContext, use, type ReactNode } from 'react'
import { device } from './device.ts'
import { createStore, useStore } from './store.ts'

export interface I18n {
  locale: Locale
  t: Translate
  formats: Formats
}

const areas = new Set<CatalogueArea>()
const loading = new Map<CatalogueArea, Promise<void>>()
/** What has come so far, of the language it is in. */
const arrived = { locale: null as Locale | null, areas: new Map<CatalogueArea, object>() }
const current = createStore<{ i18n: I18n | null }>({ i18n: null })
const Context = createContext<I18n | null>(null)

/** The language of this browser, or the one chosen; called once before the first paint and at every change. */
export async function loadLocale(chosen: Locale | null): Promise<void> {
  const locale = chosen ?? chooseLocale(navigator.languages)
  const wanted = [...areas]
  const [own, ...more] = await Promise.all([
    loadCatalogue(locale),
    ...wanted.map((area) => loadAreaCatalogue(area, locale)),
  ])
  if (arrived.locale !== locale) arrived.areas.clear()
  arrived.locale = locale
  for (const [at, area] of wanted.entries()) arrived.areas.set(area, more[at]!)
  // Two areas that are opened at once come in any order: the one that comes last must not put away the other.
  const t = createTranslator(locale, own, ...arrived.areas.values())
  document.documentElement.lang = locale
  current.set({ i18n: { locale, t, formats: createFormats(locale, t) } })
}

/**
 * Adds the sentences of an area, in whatever language is on; called with its code, before it is shown. Whoever asks second
 * waits for the same: what is drawn before its sentences are there has none.
 */
export async function loadAreaSentences(area: CatalogueArea): Promise<void> {
  const begun = loading.get(area)
  if (begun !== undefined) return begun
  areas.add(area)
  const loaded = loadLocale(i18n().locale).catch((error: unknown) => {
    loading.delete(area)
    areas.delete(area)
    throw error
  })
  loading.set(area, loaded)
  return loaded
}

/** Changes the language of this browser; the person's own preference is saved by whoever calls. */
export function chooseLanguage(locale: Locale): void {
  device.set({ language: locale })
  void loadLocale(locale)
}

/** The sentences outside of React: toasts, titles, notifications. */
export function i18n(): I18n {
  const { i18n: loaded } = current.get()
  if (!loaded) throw new Error('The catalogue is loaded before anything is shown.')
  return loaded
}

export function I18nProvider({ children }: { children: ReactNode }) {
  const value = useStore(current, (state) => state.i18n)
  return <Context value={value}>{children}</Context>
}

export function useI18n(): I18n {
  const value = use(Context)
  if (!value) throw new Error('useI18n needs the I18nProvider above it.')
  return value
}
