import { ApiError, type DomainExpectation } from '@staffetta/contract'
import { Button, Dialog, Field, TextArea } from '@staffetta/ui'
import { ListChecks } from 'lucide-react'
import { useId, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'

interface Props {
  tenantId: string
  domain: string
  expectation: DomainExpectation
  onSaved: (expectation: DomainExpectation) => void
  onClose: () => void
}

const fields = ['dkimSelector', 'dkimKey', 'mx', 'spfInclude'] as const
type FieldId = (typeof fields)[number]

export function ExpectationDialog({ tenantId, domain, expectation, onSaved, onClose }: Props) {
  const { t } = useI18n()
  const form = useId()
  const { busy, wrong, attempt } = useAttempt()
  const [refused, setRefused] = useState<FieldId | null>(null)
  const [typed, setTyped] = useState<Record<FieldId, string>>({
    dkimSelector: expectation.dkimSelector ?? '',
    dkimKey: expectation.dkimKey ?? '',
    mx: expectation.mx.join('\n'),
    spfInclude: expectation.spfInclude ?? '',
  })
  const save = () => {
    setRefused(null)
    void attempt(async () => {
      try {
        const saved = await withProof(() =>
          adminApi.checks.putExpectation({
            tenantId,
            domain,
            ...typed,
            mx: typed.mx.split(/[\s,]+/).filter((host) => host !== ''),
          }),
        )
        onSaved(saved)
        onClose()
      } catch (error) {
        const field = wrongField(error)
        if (field === undefined) throw error
        setRefused(field)
      }
    })
  }
  const field = (name: FieldId) => ({
    label: t(`checks.screen.fields.${name}`),
    hint: t(`checks.screen.fields.${name}Hint`),
    value: typed[name],
    error: refused === name && t(`checks.screen.wrong.${name}`),
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  })
  return (
    <Dialog
      title={`${t('checks.screen.expectations')}: ${domain}`}
      icon={ListChecks}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {t('checks.screen.save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="admin-form"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <Field {...field('dkimSelector')} autoFocus maxLength={253} />
        <TextArea {...field('dkimKey')} rows={3} maxLength={4000} />
        <TextArea {...field('mx')} rows={2} maxLength={2600} />
        <Field {...field('spfInclude')} maxLength={253} />
        {wrong !== null && <p role="alert">{wrong}</p>}
      </form>
    </Dialog>
  )
}

function wrongField(error: unknown): FieldId | undefined {
  if (!(error instanceof ApiError) || error.code !== 'request/invalid') return undefined
  const told = error.problem?.details?.['fields']
  return Array.isArray(told) ? fields.find((name) => told.includes(name)) : undefined
}
