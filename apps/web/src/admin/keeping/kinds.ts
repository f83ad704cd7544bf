export const kinds = ['people', 'access', 'choices', 'mail', 'files', 'settings'] as const
export type Kind = (typeof kinds)[number]

/** What people call what lies in each table; what is not named is the body's own. */
const tables: Record<Exclude<Kind, 'settings'>, readonly string[]> = {
  people: ['account'],
  access: [
    'session',
    'token_grant',
    'second_factor',
    'passkey',
    'passkey_challenge',
    'invitation_code',
    'role_grant',
    'service_account',
  ],
  choices: [
    'preference',
    'working_hours',
    'calendar_mail_choice',
    'calendar_mail_sent',
    'calendar_choice',
    'calendar_subscription',
    'reminder_state',
    'book_choice',
    'written_to',
    'favourite',
    'saved_search',
    'contact_not_same',
    'notice_read',
    'announcement_away',
    'share',
    'dav_home',
    'undoable',
  ],
  mail: ['submission', 'mail_log'],
  files: [
    'blob',
    'blob_chunk',
    'file_import',
    'own_export',
    'tenant_export',
    'tenant_export_chunk',
    'enrolment_file',
  ],
}

export function sumByKind(counts: Readonly<Record<string, number>>): Record<Kind, number> {
  const sums: Record<Kind, number> = { people: 0, access: 0, choices: 0, mail: 0, files: 0, settings: 0 }
  for (const [table, count] of Object.entries(counts)) {
    const kind = kinds.find((one) => one !== 'settings' && tables[one].includes(table)) ?? 'settings'
    sums[kind] += count
  }
  return sums
}
