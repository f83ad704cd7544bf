import './Configuration.css'
import { ApiError, type ConfigurationPlan } from '@staffetta/contract'
import { createChangeWords } from '@staffetta/i18n/changes'
import { Button, Dialog, Notice } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, FileDiff } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'

interface Props {
  tenantId: string
  file: File
  plan: ConfigurationPlan
  mayApply: boolean
  /** The settings have changed meanwhile: what the file would do now. */
  onPlan: (plan: ConfigurationPlan) => void
  onClose: () => void
}

/** What is set now and would be, line by line; that is applied, and nothing else. */
export function ConfigurationDialog({ tenantId, file, plan, mayApply, onPlan, onClose }: Props) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, attempt } = useAttempt()
  const words = createChangeWords(t)
  const { changes, mark } = plan
  const apply = () =>
    attempt(async () => {
      try {
        await withProof(() => adminApi.configuration.applyConfiguration({ tenantId, mark }, file))
      } catch (error) {
        if (error instanceof ApiError && error.code === 'admin/configuration-changed')
          onPlan(await adminApi.configuration.planConfiguration({ tenantId }, file))
        throw error
      }
      notify({ text: t('setup.configuration.applied', { count: changes.length }) })
      void client.invalidateQueries({ queryKey: ['admin'] })
      onClose()
    })
  return (
    <Dialog
      title={t('setup.configuration.preview', { file: file.name })}
      icon={FileDiff}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {t(mayApply && changes.length > 0 ? 'actions.cancel' : 'actions.close')}
          </Button>
          {mayApply && changes.length > 0 && (
            <Button kind="primary" busy={busy} onClick={() => void apply()}>
              {t('setup.configuration.apply')}
            </Button>
          )}
        </>
      }
    >
      {wrong !== null && (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {wrong}
        </Notice>
      )}
      {changes.length === 0 ? (
        <p>{t('setup.configuration.same')}</p>
      ) : (
        // Long lists scroll, by the keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="configuration-changes" tabIndex={0} role="region" aria-label={file.name}>
          <table className="admin-table">
            <thead>
              <tr>
                <th scope="col">{t('setup.configuration.setting')}</th>
                <th scope="col">{t('setup.configuration.before')}</th>
                <th scope="col">{t('setup.configuration.after')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ path, before, after }) => (
                <tr key={path.join('\n')}>
                  <th scope="row">{words.place(path)}</th>
                  <td data-label={t('setup.configuration.before')}>
                    {before === null ? <i>{t('setup.configuration.unset')}</i> : words.value(before)}
                  </td>
                  <td data-label={t('setup.configuration.after')}>
                    {after === null ? <i>{t('setup.configuration.unset')}</i> : words.value(after)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Dialog>
  )
}
