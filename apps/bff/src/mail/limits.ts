import { mostRecipients, usualPace } from '@staffetta/contract'
import type { Config } from '../config.ts'
import type { Tenant } from '../db/tenants.ts'

/** What leaves at once, at the most: a body may want less than the product takes, never more. */
export function limitsOf(
  tenant: Pick<Tenant, 'workRules'>,
  config: Pick<Config, 'messageBytes'>,
): { messageBytes: number; recipients: number } {
  const { messageBytes, recipients } = tenant.workRules
  return {
    messageBytes: Math.min(messageBytes ?? Infinity, config.messageBytes),
    // What is more than an hour's would never leave.
    recipients: Math.min(recipients ?? mostRecipients, paceOf(tenant).recipients),
  }
}

/** How much one person sends within an hour. */
export function paceOf({ workRules }: Pick<Tenant, 'workRules'>): { messages: number; recipients: number } {
  return {
    messages: workRules.hourlyMessages ?? usualPace.messages,
    recipients: workRules.hourlyRecipients ?? usualPace.recipients,
  }
}
