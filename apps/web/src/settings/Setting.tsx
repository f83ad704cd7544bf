import type { Governed } from '@staffetta/contract'
import type { MessageKey } from '@staffetta/i18n'
import { Button, Chip, Icon } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { session } from '../app/session.ts'
import { useStore } from '../app/store.ts'
import { settingsQueries, useForgetChoice } from './queries.ts'

type IdIn<Key> = Key extends `settings.${infer Id}.label` ? Id : never
/** One setting: where its words lie in the catalogue, which is where the search finds it. */
export type SettingId = IdIn<MessageKey>

interface Props {
  of: SettingId
  /** Which preference it is, where the person's body may decide it. */
  governs?: Governed
  children: ReactNode
}

/** The place of a setting on its screen. Every setting with words has exactly one (settings-index.test.ts). */
export function Setting({ of, governs, children }: Props) {
  return (
    <div className="setting" data-setting={of}>
      {governs === undefined ? (
        children
      ) : (
        <Governing of={of} name={governs}>
          {children}
        </Governing>
      )}
    </div>
  )
}

/** What the person's body decided of it: that it cannot be changed and why, or that nobody chose anything else. */
function Governing({ of, name, children }: { of: SettingId; name: Governed; children: ReactNode }) {
  const { t } = useI18n()
  const note = useId()
  const body = useStore(session, ({ me }) => me?.tenant.name) ?? ''
  const { data } = useQuery(settingsQueries.rules())
  const forget = useForgetChoice()
  const rule = data?.rules.find((one) => one.name === name)
  if (rule === undefined) return children
  if (rule.locked)
    return (
      <>
        <fieldset className="setting-locked" disabled aria-describedby={note}>
          <legend className="ui-hidden">{t(`settings.${of}.label`)}</legend>
          {children}
        </fieldset>
        <p className="setting-rule" id={note}>
          <Icon of={Lock} size={16} />
          {t('settings.rule.locked', { body, reason: rule.reason })}
        </p>
      </>
    )
  return (
    <>
      {children}
      <p className="setting-rule">
        {data?.chosen.includes(name) ? (
          <Button
            kind="text"
            aria-label={t('settings.rule.backOf', { name: t(`settings.${of}.label`) })}
            onClick={() => void forget(name)}
          >
            {t('settings.rule.back')}
          </Button>
        ) : (
          <Chip>{t('settings.rule.default')}</Chip>
        )}
      </p>
    </>
  )
}
