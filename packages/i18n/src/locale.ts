import { locales, type AreaCatalogues, type Catalogue, type CatalogueArea, type Locale } from './translate.ts'

/** The first of the wished languages that is complete; Italian when none is. */
export function chooseLocale(wished: readonly string[]): Locale {
  for (const wish of wished) {
    const language = wish.toLowerCase().split(/[-_]/)[0]
    const found = locales.find((locale) => locale === language)
    if (found) return found
  }
  return 'it'
}

/** The sentences of one language; each language is its own file, fetched when it is wanted. */
export async function loadCatalogue(locale: Locale): Promise<Catalogue> {
  const module = locale === 'en' ? await import('./catalogue-en.ts') : await import('./catalogue-it.ts')
  return module.catalogue
}

const areas: { [Area in CatalogueArea]: Record<Locale, () => Promise<{ catalogue: AreaCatalogues[Area] }>> } =
  {
    admin: {
      it: () => import('./catalogue-admin-it.ts'),
      en: () => import('./catalogue-admin-en.ts'),
    },
    announcements: {
      it: () => import('./catalogue-announcements-it.ts'),
      en: () => import('./catalogue-announcements-en.ts'),
    },
    announcing: {
      it: () => import('./catalogue-admin-announcements-it.ts'),
      en: () => import('./catalogue-admin-announcements-en.ts'),
    },
    calendar: {
      it: () => import('./catalogue-calendar-it.ts'),
      en: () => import('./catalogue-calendar-en.ts'),
    },
    enrolment: {
      it: () => import('./catalogue-enrolment-it.ts'),
      en: () => import('./catalogue-enrolment-en.ts'),
    },
    contacts: {
      it: () => import('./catalogue-contacts-it.ts'),
      en: () => import('./catalogue-contacts-en.ts'),
    },
    checks: {
      it: () => import('./catalogue-admin-checks-it.ts'),
      en: () => import('./catalogue-admin-checks-en.ts'),
    },
    people: {
      it: () => import('./catalogue-admin-people-it.ts'),
      en: () => import('./catalogue-admin-people-en.ts'),
    },
    setup: {
      it: () => import('./catalogue-admin-setup-it.ts'),
      en: () => import('./catalogue-admin-setup-en.ts'),
    },
    keeping: {
      it: () => import('./catalogue-admin-keeping-it.ts'),
      en: () => import('./catalogue-admin-keeping-en.ts'),
    },
    settings: {
      it: () => import('./catalogue-settings-it.ts'),
      en: () => import('./catalogue-settings-en.ts'),
    },
    identity: {
      it: () => import('./catalogue-identity-it.ts'),
      en: () => import('./catalogue-identity-en.ts'),
    },
  }

/** The sentences of one area: nobody who only reads mail waits for those of the calendar. */
export async function loadAreaCatalogue(
  area: CatalogueArea,
  locale: Locale,
): Promise<AreaCatalogues[CatalogueArea]> {
  const module = await areas[area][locale]()
  return module.catalogue
}
