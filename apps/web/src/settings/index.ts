export { identitiesOf, isEmptySignature, shortSignature } from './identities.ts'
export { settingsQueries, usePreferences, useSavePreferences } from './queries.ts'
