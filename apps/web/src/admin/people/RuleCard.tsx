import type { SignInRule, TenantDetail } from '@staffetta/contract'
import { Button, Radio } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { LogOut, UserCheck } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { tellDone } from '../../app/tell-done.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { looksOld } from './acts.ts'
import { peopleQueries } from './queries.ts'

interface Props {
  tenant: TenantDetail
  rule: SignInRule
  changes: boolean
}

/** Whom the body lets in. A list that begins shuts out nobody who has been here. */
export function RuleCard({ tenant, rule, changes }: Props) {
  const { t } = useI18n()
  const client = useQueryClient()
  const [ending, setEnding] = useState(false)
  const put = async (wanted: SignInRule) => {
    const { queryKey } = peopleQueries.overview(tenant.id)
    const show = (value: SignInRule) =>
      client.setQueryData(queryKey, (before) => before && { ...before, rule: value })
    show(wanted)
    try {
      await withProof(() => adminApi.people.setSignInRule({ tenantId: tenant.id, rule: wanted }))
    } catch (error) {
      show(wanted === 'listed' ? 'everyone' : 'listed')
      throw error
    } finally {
      looksOld(client, tenant.id)
    }
  }
  const choose = (wanted: SignInRule) => {
    const done = put(wanted)
    tellDone(done, {
      text: t(`people.rule.now.${wanted}`),
      icon: UserCheck,
      takeBack: async () => {
        await done
        await put(rule)
        return t('people.undone')
      },
    })
  }
  return (
    <section className="admin-card people-rule">
      <fieldset disabled={!changes}>
        <legend>{t('people.rule.title')}</legend>
        {(['everyone', 'listed'] as const).map((one) => (
          <Radio
            key={one}
            name="people-rule"
            label={t(`people.rule.${one}`)}
            hint={t(`people.rule.hints.${one}`)}
            checked={rule === one}
            onChange={() => choose(one)}
          />
        ))}
      </fieldset>
      {changes && (
        <Button icon={LogOut} onClick={() => setEnding(true)}>
          {t('people.endAll.open')}
        </Button>
      )}
      {ending && (
        <ConfirmDialog
          title={t('people.endAll.title', { name: tenant.name })}
          text={t('people.endAll.text')}
          word={t('people.endAll.do')}
          harmless={LogOut}
          onConfirm={async () => {
            const { ended } = await withProof(() => adminApi.people.endSessions({ tenantId: tenant.id }))
            notify({ text: t('people.ended', { count: ended }) })
            looksOld(client, tenant.id)
          }}
          onClose={() => setEnding(false)}
        />
      )}
    </section>
  )
}
