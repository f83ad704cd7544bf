/** The screens of the settings, in their order. */
export const sections = [
  'identity',
  'reading',
  'calendar',
  'contacts',
  'appearance',
  'shortcuts',
  'sessions',
  'programs',
  'data',
] as const
export type SectionId = (typeof sections)[number]
