export { settingsQueries, usePreferences, useSavePreferences } from './queries.ts'
