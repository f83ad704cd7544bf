export { EventEditor, type EventEditorProps, type EventSource } from './EventEditor.tsx'
export { parseQuickEntry } from './quick-entry/parse-quick-entry.ts'
export { QuickEntry, type QuickEntryProps } from './quick-entry/QuickEntry.tsx'
