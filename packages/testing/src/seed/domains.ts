import type { Product } from '../product.ts'
import type { DnsServer } from '../servers/dns.ts'
import { demoTenants } from './organisations.ts'

/** The key the province's mail server signs with in the demo; nobody has its other half. */
const dkimKey =
  'v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzTHgmS0Sa7qMaxBr8WmHzlhD/3mgWSnGi4OE0xFAo4p7vewlTUk11uGF42rsIJBSu9+BVYX90IS34cY7vQJ3VuMJ1+UBTRdgX0mmKfQSh5cj2MAK0PsE3N2sWfbBOAL05PFHscLTN9tTRzX0S0GmnWUAYRR1lplBj9p5WJ6adDsDHleitPzi8QHhcicoAPairPE1nwJ+UPwKxRxkY/aWGQYFYlQcrmfBIe+GEvd7laxfp8m9lAJkT0i9y2tM0zG52MOyh5xbjqfqnprsDaafYS/z1gd76+EQojBGRck2JqfD2imvtAciq7eamIIGnrF24yI/l499TsiAt0iyhAQRhwIDAQAB'
const selector = 'provincia2026'
const exchanges = ['mx1.provincia.example', 'mx2.provincia.example']
const senders = '_spf.provincia.example'

/** What is expected of the domains of the bodies that have the service, as the province tells it by the command line. */
export async function expectOfDomains(staffetta: Product['staffetta'], keyPath: string): Promise<void> {
  const mail = [...exchanges.flatMap((host) => ['--mx', host]), '--spf-include', senders]
  const dkim = ['--dkim-selector', selector, '--dkim-key-file', keyPath]
  await Promise.all(
    served.map(({ slug, domain }) => staffetta('tenant', 'expect', slug, domain, ...dkim, ...mail)),
  )
}

interface Proof {
  records: { name: string; value: string }[]
}

/** Puts the bodies into the DNS: one as it should be but for a first step of DMARC, the other before its key is published. */
export async function publishDomains(dns: DnsServer, staffetta: Product['staffetta']): Promise<void> {
  for (const host of exchanges) dns.set(host, 'A', '192.0.2.25')
  dns.set(senders, 'TXT', 'v=spf1 ip4:192.0.2.0/27 -all')
  for (const [index, { domain }] of served.entries()) {
    dns.set(domain, 'MX', ...exchanges.map((host, place) => `${(place + 1) * 10} ${host}`))
    dns.set(domain, 'TXT', `v=spf1 include:${senders} -all`)
    const policy = index === 0 ? 'none' : 'quarantine'
    dns.set(`_dmarc.${domain}`, 'TXT', `v=DMARC1; p=${policy}; rua=mailto:postmaster@${domain}`)
    dns.set(`_smtp._tls.${domain}`, 'TXT', `v=TLSRPTv1; rua=mailto:postmaster@${domain}`)
    if (index === 0) dns.set(`${selector}._domainkey.${domain}`, 'TXT', dkimKey)
  }
  await Promise.all(
    served.map(async ({ slug }) => {
      const asked = await staffetta('tenant', 'check', slug, '--only', 'ownership', '--json')
      for (const { records } of JSON.parse(asked) as Proof[])
        for (const { name, value } of records) dns.set(name, 'TXT', value)
    }),
  )
  // The product's own round comes once a week: what is shown has to be of now.
  await Promise.all(served.map(({ slug }) => staffetta('tenant', 'check', slug)))
}

export const demoDkimRecord = dkimKey

const served = demoTenants.filter(({ enabled }) => enabled)
