export { usePreferences, useSavePreferences } from './queries.ts'
export { SettingsScreen } from './SettingsScreen.tsx'
