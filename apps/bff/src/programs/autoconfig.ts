import type { ProgramServer } from '@staffetta/contract'
import type { Tenant } from '../db/tenants.ts'
import { davAddress, programServers } from './servers.ts'
import { xml } from './xml.ts'

/**
 * Thunderbird's configuration of a domain (draft-bucksch-autoconfig): the same for every address, known or not. The program puts
 * the address in itself. Undefined where no mail server can be reached from outside.
 */
export function autoconfigOf(tenant: Tenant, domain: string): string | undefined {
  const servers = programServers(tenant)
  const [incoming, outgoing] = [serverOf(servers, 'imap'), serverOf(servers, 'smtp')]
  if (incoming === undefined || outgoing === undefined) return undefined
  const dav = (['carddav', 'caldav'] as const).flatMap((kind) => {
    const server = serverOf(servers, kind)
    const element = kind === 'caldav' ? 'calendar' : 'addressBook'
    return server === undefined
      ? []
      : [
          `  <${element} type="${kind}">`,
          '    <username>%EMAILADDRESS%</username>',
          '    <authentication>http-basic</authentication>',
          `    <serverURL>${xml(davAddress(server))}</serverURL>`,
          `  </${element}>`,
        ]
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<clientConfig version="1.1">',
    `  <emailProvider id="${xml(domain)}">`,
    ...[domain, ...tenant.domains.filter((one) => one !== domain)].map(
      (one) => `    <domain>${xml(one)}</domain>`,
    ),
    `    <displayName>${xml(tenant.name)}</displayName>`,
    `    <displayShortName>${xml(tenant.name)}</displayShortName>`,
    ...mailServer('incomingServer', 'imap', incoming),
    ...mailServer('outgoingServer', 'smtp', outgoing),
    '  </emailProvider>',
    ...dav,
    '</clientConfig>',
    '',
  ].join('\n')
}

function mailServer(element: string, type: string, { host, port, security }: ProgramServer): string[] {
  return [
    `    <${element} type="${type}">`,
    `      <hostname>${xml(host)}</hostname>`,
    `      <port>${port}</port>`,
    `      <socketType>${security === 'tls' ? 'SSL' : 'STARTTLS'}</socketType>`,
    '      <authentication>password-cleartext</authentication>',
    '      <username>%EMAILADDRESS%</username>',
    `    </${element}>`,
  ]
}

export function serverOf(servers: ProgramServer[], kind: ProgramServer['kind']): ProgramServer | undefined {
  return servers.find((server) => server.kind === kind)
}
