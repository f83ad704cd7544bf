import './Programs.css'
import type { ProgramServer } from '@staffetta/contract'
import { IconButton, Notice, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Copy, Info, ServerOff } from 'lucide-react'
import { tellFailure } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { AppleProfile } from './AppleProfile.tsx'
import { settingsQueries } from './queries.ts'
import { FailedCard } from './SettingsFailed.tsx'
import { Setting } from './Setting.tsx'

/** How the same mail, calendars and address books come to other programs and to the telephone. */
export function ProgramsSettings() {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(settingsQueries.programs())
  if (error && !data) return <FailedCard error={error} onRetry={refetch} />
  if (!data)
    return (
      <div className="settings-card" aria-busy>
        <Skeleton width="60%" />
      </div>
    )
  const { servers, address, passwords } = data
  const hasMail = servers.some(({ kind }) => kind === 'imap')
  const dav = servers.find(({ kind }) => kind === 'caldav' || kind === 'carddav')
  return (
    <>
      <Setting of="programs.items.servers">
        <section className="settings-card">
          <header>
            <h2>{t('settings.programs.items.servers.label')}</h2>
            <p className="settings-hint">{t('settings.programs.items.servers.hint')}</p>
          </header>
          {!passwords && <Notice icon={Info}>{t('settings.programs.noPasswords')}</Notice>}
          {servers.length === 0 ? (
            <Notice icon={ServerOff}>{t('settings.programs.none')}</Notice>
          ) : (
            <div className="program-servers">
              {servers.map((server) => (
                <ServerFacts key={server.kind} server={server} address={address} />
              ))}
            </div>
          )}
        </section>
      </Setting>
      {servers.length > 0 && (
        <>
          <Setting of="programs.items.apple">
            <Guide program="apple">
              <AppleProfile />
            </Guide>
          </Setting>
          <Setting of="programs.items.android">
            <Guide
              program="android"
              last={
                dav
                  ? t('settings.programs.steps.android.3', { address: davAddress(dav) })
                  : t('settings.programs.steps.android.3mail')
              }
            />
          </Setting>
        </>
      )}
      {hasMail && (
        <>
          <Setting of="programs.items.thunderbird">
            <Guide program="thunderbird" />
          </Setting>
          <Setting of="programs.items.outlook">
            <Guide program="outlook" />
          </Setting>
        </>
      )}
    </>
  )
}

interface GuideProps {
  program: 'apple' | 'android' | 'thunderbird' | 'outlook'
  last?: string
  children?: React.ReactNode
}

function Guide({ program, last, children }: GuideProps) {
  const { t } = useI18n()
  return (
    <section className="settings-card program-guide">
      <header>
        <h2>{t(`settings.programs.items.${program}.label`)}</h2>
        <p className="settings-hint">{t(`settings.programs.items.${program}.hint`)}</p>
      </header>
      <ol>
        <li>{t(`settings.programs.steps.${program}.1`)}</li>
        <li>{t(`settings.programs.steps.${program}.2`)}</li>
        <li>{last ?? t(`settings.programs.steps.${program}.3`)}</li>
      </ol>
      {children}
    </section>
  )
}

function ServerFacts({ server, address }: { server: ProgramServer; address: string }) {
  const { t } = useI18n()
  const isDav = server.kind === 'caldav' || server.kind === 'carddav'
  const facts = isDav
    ? ([
        ['address', davAddress(server)],
        ['user', address],
      ] as const)
    : ([
        ['host', server.host],
        ['port', String(server.port)],
        ['security', t(`settings.programs.securities.${server.security}`)],
        ['user', address],
      ] as const)
  return (
    <section className="program-server">
      <h3>{t(`settings.programs.kinds.${server.kind}`)}</h3>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`settings.programs.${name}`)}</dt>
            <dd>
              <span>{value}</span>
              {name !== 'security' && (
                <IconButton
                  icon={Copy}
                  size={28}
                  label={t('settings.programs.copy', {
                    what: `${t(`settings.programs.${name}`)}, ${t(`settings.programs.kinds.${server.kind}`)}`,
                  })}
                  onClick={() =>
                    void navigator.clipboard
                      .writeText(value)
                      .then(() => notify({ text: t('settings.programs.copied') }), tellFailure)
                  }
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Where the collections are found (RFC 6764). */
const davAddress = ({ host, port }: ProgramServer) => `https://${host}${port === 443 ? '' : `:${port}`}/`
