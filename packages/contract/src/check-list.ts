/** What is looked at of a body, in the order people read it. */
export const checkIds = [
  'ownership',
  'mx',
  'spf',
  'dkim',
  'dmarc',
  'mta-sts',
  'tls-rpt',
  'certificate',
  'imap',
  'submission',
  'sieve',
  'caldav',
  'carddav',
  'directory',
  'autoconfig',
  'srv',
  'round-trip',
] as const

/** How they are put together for whoever reads them. */
export const checkGroupIds = ['domain', 'transport', 'servers', 'programs', 'round-trip'] as const

export const checkGroups: Record<(typeof checkIds)[number], (typeof checkGroupIds)[number]> = {
  ownership: 'domain',
  mx: 'domain',
  spf: 'domain',
  dkim: 'domain',
  dmarc: 'domain',
  'mta-sts': 'transport',
  'tls-rpt': 'transport',
  certificate: 'transport',
  imap: 'servers',
  submission: 'servers',
  sieve: 'servers',
  caldav: 'servers',
  carddav: 'servers',
  directory: 'servers',
  autoconfig: 'programs',
  srv: 'programs',
  'round-trip': 'round-trip',
}
