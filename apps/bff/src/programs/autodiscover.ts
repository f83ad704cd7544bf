import type { ProgramServer } from '@staffetta/contract'
import type { Tenant } from '../db/tenants.ts'
import { serverOf } from './autoconfig.ts'
import { programServers } from './servers.ts'
import { xml } from './xml.ts'

const request = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a'

/** The address Outlook asks for. The request is flat; a parser of XML with all it can do is not let near it. */
export function askedAddress(body: string): string | undefined {
  return /<EMailAddress>\s*([^<>&\s]{3,320})\s*<\/EMailAddress>/i.exec(body)?.[1]
}

/** What Outlook is told of its servers ([MS-OXDSCLI], the POX form): IMAP and SMTP alone. It wants the address back. */
export function autodiscoverOf(tenant: Tenant, address: string): string | undefined {
  const servers = programServers(tenant)
  const [incoming, outgoing] = [serverOf(servers, 'imap'), serverOf(servers, 'smtp')]
  if (incoming === undefined || outgoing === undefined) return undefined
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">',
    `  <Response xmlns="${request}">`,
    '    <Account>',
    '      <AccountType>email</AccountType>',
    '      <Action>settings</Action>',
    ...protocol('IMAP', incoming, address),
    ...protocol('SMTP', outgoing, address),
    '    </Account>',
    '  </Response>',
    '</Autodiscover>',
    '',
  ].join('\n')
}

function protocol(type: string, { host, port, security }: ProgramServer, address: string): string[] {
  return [
    '      <Protocol>',
    `        <Type>${type}</Type>`,
    `        <Server>${xml(host)}</Server>`,
    `        <Port>${port}</Port>`,
    '        <DomainRequired>off</DomainRequired>',
    `        <LoginName>${xml(address)}</LoginName>`,
    '        <SPA>off</SPA>',
    `        <SSL>${security === 'tls' ? 'on' : 'off'}</SSL>`,
    `        <Encryption>${security === 'tls' ? 'SSL' : 'TLS'}</Encryption>`,
    '        <AuthRequired>on</AuthRequired>',
    '      </Protocol>',
  ]
}
