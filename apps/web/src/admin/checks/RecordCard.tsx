import './RecordCard.css'
import type { CheckRecord } from '@staffetta/contract'
import { Button, IconButton } from '@staffetta/ui'
import { Copy } from 'lucide-react'
import { tellFailure } from '../../app/errors.tsx'
import { i18n, useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'

/** One record, file or command, to be taken over as it is: whole, or its name and its value alone. */
export function RecordCard({ record, domain }: { record: CheckRecord; domain: string }) {
  const { t } = useI18n()
  const { name, type, value } = record
  const kind = type === '$' ? 'command' : type === 'HTTPS' ? 'file' : 'record'
  // In the panel of a provider the name is typed without the domain.
  const short = kind === 'record' ? withoutDomain(name, domain) : name
  const zone = kind === 'record' ? zoneOf(name, domain) : null
  const whole = kind === 'record' ? `${name}. ${type} ${quoted(type, value)}` : value
  return (
    <div className="check-record">
      <header>
        <h4>{t(`checks.screen.${kind}`)}</h4>
        {zone !== null && <span>{t('checks.screen.recordIn', { domain: zone })}</span>}
        <Button icon={Copy} size="dense" onClick={() => copy(whole)}>
          {t('checks.screen.copyAll')}
        </Button>
      </header>
      <dl>
        {kind !== 'command' && (
          <Line
            label={t(kind === 'file' ? 'checks.screen.fileAddress' : 'checks.screen.recordName')}
            value={short}
          >
            <IconButton
              icon={Copy}
              size={28}
              label={t('checks.screen.copyName')}
              onClick={() => copy(short)}
            />
          </Line>
        )}
        {kind === 'record' && <Line label={t('checks.screen.recordType')} value={type} />}
        <Line
          label={t(kind === 'file' ? 'checks.screen.fileText' : 'checks.screen.recordValue')}
          value={value}
        >
          <IconButton
            icon={Copy}
            size={28}
            label={t('checks.screen.copyValue')}
            onClick={() => copy(value)}
          />
        </Line>
      </dl>
    </div>
  )
}

function Line({ label, value, children }: { label: string; value: string; children?: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code>{value}</code>
        {children}
      </dd>
    </div>
  )
}

function copy(text: string): void {
  navigator.clipboard
    .writeText(text)
    .then(() => notify({ text: i18n().t('checks.screen.copied') }), tellFailure)
}

function withoutDomain(name: string, domain: string): string {
  if (name === domain) return '@'
  return name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : name
}

/** A record of somebody else's domain, such as that of who gets the reports, goes elsewhere. */
function zoneOf(name: string, domain: string): string | null {
  return name === domain || name.endsWith(`.${domain}`) ? domain : null
}

/** As it stands in the file of a zone: a text has strings of 255 bytes at the most. */
function quoted(type: string, value: string): string {
  if (type !== 'TXT') return value
  return (value.match(/.{1,255}/g) ?? []).map((piece) => `"${piece}"`).join(' ')
}
