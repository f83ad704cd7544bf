import type { CheckId } from '@staffetta/contract'
import type { Check } from './check.ts'
import { dkim } from './dns/dkim.ts'
import { dmarc } from './dns/dmarc.ts'
import { mtaSts } from './dns/mta-sts.ts'
import { mx } from './dns/mx.ts'
import { ownership } from './dns/ownership.ts'
import { spf } from './dns/spf.ts'
import { tlsRpt } from './dns/tls-rpt.ts'
import { autoconfig } from './programs/autoconfig.ts'
import { srv } from './programs/srv.ts'
import { certificate } from './servers/certificate.ts'
import { caldav, carddav } from './servers/dav.ts'
import { directory } from './servers/directory.ts'
import { imap } from './servers/imap.ts'
import { roundTrip } from './servers/round-trip.ts'
import { sieve } from './servers/sieve.ts'
import { submission } from './servers/submission.ts'

const all: Record<CheckId, Check> = {
  ownership,
  mx,
  spf,
  dkim,
  dmarc,
  'mta-sts': mtaSts,
  'tls-rpt': tlsRpt,
  certificate,
  imap,
  submission,
  sieve,
  caldav,
  carddav,
  directory,
  autoconfig,
  srv,
  'round-trip': roundTrip,
}

export const allChecks = Object.values(all)
