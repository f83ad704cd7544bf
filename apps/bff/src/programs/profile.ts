import { createHash } from 'node:crypto'
import type { ProgramServer } from '@staffetta/contract'
import type { Tenant } from '../db/tenants.ts'
import { davAddress, programServers } from './servers.ts'
import { serverOf } from './autoconfig.ts'
import { xml } from './xml.ts'

type Value = string | number | boolean | Value[] | { [key: string]: Value }

/** Apple's configuration profile with mail, calendars and contacts. No password: the telephone asks for it. Unsigned. */
export function profileOf(tenant: Tenant, address: string): string | undefined {
  const payloads = payloadsOf(tenant, address)
  if (payloads.length === 0) return undefined
  const id = `it.staffetta.${tenant.slug}`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    plist({
      PayloadType: 'Configuration',
      PayloadVersion: 1,
      PayloadIdentifier: id,
      // The same person's next profile takes the place of the one before.
      PayloadUUID: uuidOf(id, address),
      PayloadDisplayName: tenant.name,
      PayloadOrganization: tenant.name,
      PayloadDescription: address,
      PayloadContent: payloads.map(({ type, ...payload }) => ({
        ...payload,
        PayloadType: type,
        PayloadVersion: 1,
        PayloadIdentifier: `${id}.${type}`,
        PayloadUUID: uuidOf(`${id}.${type}`, address),
      })),
    }),
    '</plist>',
    '',
  ].join('\n')
}

function payloadsOf(tenant: Tenant, address: string): ({ type: string } & Record<string, Value>)[] {
  const servers = programServers(tenant)
  const [imap, smtp] = [serverOf(servers, 'imap'), serverOf(servers, 'smtp')]
  const mail =
    imap === undefined || smtp === undefined
      ? []
      : [
          {
            type: 'com.apple.mail.managed',
            EmailAccountType: 'EmailTypeIMAP',
            EmailAccountDescription: tenant.name,
            EmailAddress: address,
            IncomingMailServerAuthentication: 'EmailAuthPassword',
            IncomingMailServerHostName: imap.host,
            IncomingMailServerPortNumber: imap.port,
            IncomingMailServerUseSSL: true,
            IncomingMailServerUsername: address,
            OutgoingMailServerAuthentication: 'EmailAuthPassword',
            OutgoingMailServerHostName: smtp.host,
            OutgoingMailServerPortNumber: smtp.port,
            OutgoingMailServerUseSSL: true,
            OutgoingMailServerUsername: address,
            OutgoingPasswordSameAsIncomingPassword: true,
          },
        ]
  const dav = (['caldav', 'carddav'] as const).flatMap((kind) => {
    const server = serverOf(servers, kind)
    return server === undefined ? [] : [davPayload(kind, server, tenant, address)]
  })
  return [...mail, ...dav]
}

function davPayload(kind: 'caldav' | 'carddav', server: ProgramServer, tenant: Tenant, address: string) {
  const name = kind === 'caldav' ? 'CalDAV' : 'CardDAV'
  return {
    type: `com.apple.${kind}.account`,
    [`${name}AccountDescription`]: tenant.name,
    [`${name}HostName`]: server.host,
    [`${name}Port`]: server.port,
    [`${name}UseSSL`]: true,
    [`${name}Username`]: address,
    // Without it older systems look only below the root of the host.
    [`${name}PrincipalURL`]: davAddress(server, `/.well-known/${kind}`),
  }
}

function plist(value: Value): string {
  if (typeof value === 'string') return `<string>${xml(value)}</string>`
  if (typeof value === 'number') return `<integer>${value}</integer>`
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>'
  if (Array.isArray(value)) return `<array>\n${value.map(plist).join('\n')}\n</array>`
  const pairs = Object.entries(value).map(([key, inner]) => `<key>${xml(key)}</key>\n${plist(inner)}`)
  return `<dict>\n${pairs.join('\n')}\n</dict>`
}

/** The same for the same names: what is installed twice is one. */
function uuidOf(...names: string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(names)).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
    .join('-')
    .toUpperCase()
}
