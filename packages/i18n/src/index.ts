export { createFormats, type DayGroup, type FormatOptions, type Formats } from './formats.ts'
export { chooseLocale, loadCatalogue } from './locale.ts'
export {
  createTranslator,
  locales,
  type Catalogue,
  type Locale,
  type MessageKey,
  type Translate,
  type Values,
} from './translate.ts'
