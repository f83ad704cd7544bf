import { ApiError, type ImportPlan } from '@staffetta/contract'
import { Button, Checkbox, Dialog, Radio, TextArea } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { looksOld } from './acts.ts'
import { PlanView } from './PlanView.tsx'

interface Props {
  tenantId: string
  onClose: () => void
}

/** A list of people, pasted or as a file: what it would do is shown first, and confirmed that is done and nothing else. */
export function ImportDialog({ tenantId, onClose }: Props) {
  const { t } = useI18n()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [others, setOthers] = useState<'keep' | 'disable'>('keep')
  const [tells, setTells] = useState(false)
  const [plan, setPlan] = useState<ImportPlan | null>(null)
  const list = () => file ?? new Blob([typed])
  const look = async () => setPlan(await adminApi.people.planImport({ tenantId, others }, list()))
  const show = () => {
    if (file === null && typed.trim() === '') return setWrong(t('people.import.missing'))
    void attempt(look)
  }
  const apply = (mark: string) =>
    attempt(async () => {
      try {
        const done = await withProof(() =>
          adminApi.people.applyImport({ tenantId, others, mark, ...(tells && { welcome: 'yes' }) }, list()),
        )
        notify({
          text: t('people.import.done', { count: done.added + done.enabled + done.disabled + done.renamed }),
          icon: FileUp,
        })
        looksOld(client, tenantId)
        onClose()
      } catch (error) {
        // The list has changed meanwhile: what would be done now is shown beside the sentence that says so.
        if (error instanceof ApiError && error.code === 'admin/people-changed') await look()
        throw error
      }
    })
  const writes = plan !== null && plan.added + plan.enabled + plan.disabled + plan.renamed > 0
  return (
    <Dialog
      title={t(plan ? 'people.import.preview' : 'people.import.title')}
      icon={FileUp}
      width="wide"
      onClose={onClose}
      actions={
        plan ? (
          <>
            <Button onClick={() => setPlan(null)}>{t('people.import.back')}</Button>
            <Button
              kind="primary"
              busy={busy}
              disabled={!writes}
              autoFocus
              onClick={() => void apply(plan.mark)}
            >
              {t('people.import.do')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>{t('actions.cancel')}</Button>
            <Button kind="primary" busy={busy} onClick={show}>
              {t('people.import.show')}
            </Button>
          </>
        )
      }
    >
      {plan ? (
        <div className="admin-form">
          <PlanView plan={plan} />
          {plan.added + plan.enabled > 0 && (
            <Checkbox
              label={t('people.import.tell')}
              hint={t('people.import.tellHint')}
              checked={tells}
              onChange={({ target }) => setTells(target.checked)}
            />
          )}
        </div>
      ) : (
        <div className="admin-form">
          <TextArea
            rows={6}
            label={t('people.import.paste')}
            hint={t('people.import.hint')}
            placeholder={t('people.import.example')}
            disabled={file !== null}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <div className="people-file">
            <Button icon={FileUp} onClick={() => input.current?.click()}>
              {t('people.import.choose')}
            </Button>
            {file && (
              <>
                <span>{file.name}</span>
                <Button kind="text" onClick={() => setFile(null)}>
                  {t('people.import.without')}
                </Button>
              </>
            )}
            <input
              ref={input}
              type="file"
              hidden
              accept=".csv,.txt,text/csv,text/plain"
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null)
                setWrong(null)
                // The same file again, after it was mended.
                event.target.value = ''
              }}
            />
          </div>
          <fieldset className="people-others">
            <legend>{t('people.import.others')}</legend>
            {(['keep', 'disable'] as const).map((one) => (
              <Radio
                key={one}
                name="people-others"
                label={t(`people.import.othersAre.${one}`)}
                checked={others === one}
                onChange={() => setOthers(one)}
              />
            ))}
          </fieldset>
        </div>
      )}
      {wrong !== null && <p role="alert">{wrong}</p>}
    </Dialog>
  )
}
