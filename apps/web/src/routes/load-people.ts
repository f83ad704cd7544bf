/** Who somebody is, beside their name: fetched once the first screen stands. */
export const loadPeople = async () => (await import('../contacts/person/PersonHost.tsx')).PersonHost
