import type { CheckOutcome } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { adminApi } from '../api.ts'

/** The records that are still missing, by mail to whoever answers for the body. */
export function SendMissing({ tenantId, outcomes }: { tenantId: string; outcomes: CheckOutcome[] }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const count = outcomes
    .filter(({ state }) => state === 'error' || state === 'attention')
    .flatMap(({ records }) => records.filter(({ type }) => type !== '$')).length
  if (count === 0) return null
  const send = async () => {
    const { sentTo } = await adminApi.checks.sendMissing({ tenantId })
    void client.invalidateQueries({ queryKey: ['admin', 'register'] })
    notify({ text: t('checks.screen.sendDone', { addresses: sentTo.join(', ') }) })
  }
  return (
    <>
      <Button icon={Send} onClick={() => setAsking(true)}>
        {t('checks.screen.send')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('checks.screen.sendTitle')}
          text={t('checks.screen.sendText', { count })}
          word={t('checks.screen.sendWord')}
          harmless={Send}
          onConfirm={send}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
