import { mostRecipients } from '@staffetta/contract'
import type { Config } from '../config.ts'
import type { Tenant } from '../db/tenants.ts'

/** What leaves at once, at the most: a body may want less than the product takes, never more. */
export function limitsOf(
  { workRules: { messageBytes, recipients } }: Pick<Tenant, 'workRules'>,
  config: Pick<Config, 'messageBytes'>,
): { messageBytes: number; recipients: number } {
  return {
    messageBytes: Math.min(messageBytes ?? Infinity, config.messageBytes),
    recipients: recipients ?? mostRecipients,
  }
}
