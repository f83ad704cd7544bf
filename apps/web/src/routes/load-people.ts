/** Who somebody is, beside their name: fetched once the first screen stands. */
export const loadPeople = () =>
  import('../contacts/person/PersonHost.tsx').then(({ PersonHost }) => ({ default: PersonHost }))
