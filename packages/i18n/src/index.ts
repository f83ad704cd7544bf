export { createFormats, type DayGroup, type FormatOptions, type Formats } from './formats.ts'
export { chooseLocale, loadAreaCatalogue, loadCatalogue } from './locale.ts'
export {
  createTranslator,
  type AreaCatalogues,
  locales,
  type Catalogue,
  type CatalogueArea,
  type Locale,
  type MessageKey,
  type Translate,
  type Values,
} from './translate.ts'
