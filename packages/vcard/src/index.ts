export type {
  CardData,
  CustomField,
  Device,
  Key,
  Messenger,
  PartialDate,
  PersonName,
  Photo,
  Place,
  Point,
  PostalAddress,
} from './card/card-data.ts'
export { describe, octetsOf } from './card/describe.ts'
export { pictureFacts, type PictureFacts } from './card/picture.ts'
export type { Candidate, Evidence, Person } from './duplicates/evidence.ts'
export { findDuplicates, personOf, seekDuplicates } from './duplicates/find.ts'
export {
  type MergeChoices,
  mergeCards,
  type MergeField,
  type MergePlan,
  mergePlan,
  replaceMember,
} from './duplicates/merge.ts'
export { applyChange } from './edit/apply-change.ts'
export type { CardChange, Draft } from './edit/change.ts'
export { createCard } from './edit/create.ts'
export { convertCard, writeCards } from './formats/convert.ts'
export { cardsOfCsv, type CsvCards } from './formats/csv/csv-cards.ts'
export { type CsvField, csvFields } from './formats/csv/headers.ts'
export {
  type CsvColumn,
  type CsvFile,
  type CsvProblem,
  type CsvTarget,
  readCsv,
} from './formats/csv/read-csv.ts'
export { writeCsv } from './formats/csv/write-csv.ts'
export { type LdifCards, readLdif } from './formats/ldif/read-ldif.ts'
export type { LdifProblem } from './formats/ldif/records.ts'
export { writeLdif } from './formats/ldif/write-ldif.ts'
export { compareForImport, type ImportVerdict, updateCard } from './formats/import.ts'
export type { NewCard } from './formats/new-card.ts'
export { strictCard } from './formats/strict-card.ts'
export { type Encoding, textOfFile } from './text/decode.ts'
export {
  type Card,
  readCard,
  type ReadCard,
  readCards,
  type UnreadableCard,
  type Version,
  writeCard,
} from './text/read-cards.ts'
