import { ApiError, type ResourceSettings, type TenantDetail, type TenantResource } from '@staffetta/contract'
import { Button, Field, Radio, Select, TextArea } from '@staffetta/ui'
import { ArrowLeft } from 'lucide-react'
import { useRef, useState } from 'react'
import { WeekHours } from '../../app/hours/WeekHours.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { ManagersField } from './ManagersField.tsx'
import { addressIn, blank, type Flaw, flawsIn, localIn, settingsIn, typedOf } from './resource-form.ts'
import { aheadWords, noticeWords } from './resource-words.ts'
import { Wrong } from '../Wrong.tsx'
import { AdminForm } from '../AdminForm.tsx'

export type Written = ResourceSettings & { address: string }

const kinds = ['room', 'vehicle', 'equipment'] as const
const ways = ['automatic', 'manager'] as const
const notices = [0, 60, 120, 240, 1440, 2880, 10_080]
const aheads = [30, 90, 180, 365, 730]

interface Props {
  tenant: TenantDetail
  /** What is changed; null: a new one. */
  of: TenantResource | null
  taken: string[]
  onSave: (written: Written) => Promise<void>
  onClose: () => void
}

/** One room, car or thing: what it is, when it can be had, and who says so. */
export function ResourceForm({ tenant, of, taken, onSave, onClose }: Props) {
  const { t } = useI18n()
  const form = useRef<HTMLFormElement>(null)
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState(() => (of === null ? blank(tenant.domains[0] ?? '') : typedOf(of)))
  const [asked, setAsked] = useState(false)
  const [refused, setRefused] = useState<Flaw[]>([])
  const flaws = asked ? [...flawsIn(typed, of === null ? taken : null), ...refused] : []
  const said = (field: string) => {
    const flaw = flaws.find((one) => one.startsWith(`${field}/`))
    return flaw && t(`setup.resources.flaws.${flaw}`)
  }
  const change = (part: Partial<typeof typed>) => {
    setTyped({ ...typed, ...part })
    setRefused([])
    setWrong(null)
  }
  const toFlaw = () =>
    // Once it is drawn where it is wrong.
    requestAnimationFrame(() =>
      form.current
        ?.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong] input, [data-wrong] button')
        ?.focus(),
    )
  const save = () => {
    setAsked(true)
    if (flawsIn(typed, of === null ? taken : null).length > 0) return void toFlaw()
    void attempt(async () => {
      try {
        await onSave({ ...settingsIn(typed), address: of?.address ?? addressIn(typed) })
      } catch (error) {
        if (error instanceof ApiError && error.code === 'admin/resource-refused') {
          setRefused((error.problem?.details?.['flaws'] ?? []) as Flaw[])
          toFlaw()
        }
        throw error
      }
    })
  }
  const domains = [...new Set([typed.domain, ...tenant.domains])]
  const title = of?.name ?? t('setup.resources.new')
  return (
    <AdminForm ref={form} className="resource-form" aria-label={title} busy={busy} onSubmit={save}>
      <Button kind="text" icon={ArrowLeft} onClick={onClose}>
        {t('setup.resources.title')}
      </Button>
      <section className="admin-card">
        <h2>{title}</h2>
        <Field
          autoFocus
          label={t('setup.resources.name')}
          hint={t('setup.resources.nameHint')}
          error={said('name')}
          maxLength={200}
          value={typed.name}
          onChange={({ target }) => change({ name: target.value })}
        />
        <fieldset className="setup-modes resource-kinds">
          <legend>{t('setup.resources.kind')}</legend>
          {kinds.map((kind) => (
            <Radio
              key={kind}
              name="kind"
              label={t(`setup.resources.kinds.${kind}`)}
              checked={typed.kind === kind}
              onChange={() => change({ kind })}
            />
          ))}
        </fieldset>
        {of === null ? (
          <div className="resource-address">
            <Field
              label={t('setup.resources.address')}
              hint={t('setup.resources.addressHint')}
              error={said('address')}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
              value={localIn(typed)}
              onChange={({ target }) => change({ local: target.value })}
            />
            <Select
              label={t('setup.resources.domain')}
              value={typed.domain}
              options={domains.map((domain) => ({ value: domain, label: `@${domain}` }))}
              onChange={({ target }) => change({ domain: target.value })}
            />
          </div>
        ) : (
          <Field
            readOnly
            label={t('setup.resources.address')}
            hint={t('setup.resources.addressKept')}
            error={said('address')}
            value={of.address}
          />
        )}
        <div className="setup-pair">
          <Field
            label={t('setup.resources.place')}
            hint={t('setup.resources.placeHint')}
            maxLength={200}
            value={typed.place}
            onChange={({ target }) => change({ place: target.value })}
          />
          <Field
            label={t('setup.resources.seats')}
            error={said('capacity')}
            inputMode="numeric"
            maxLength={7}
            value={typed.seats}
            onChange={({ target }) => change({ seats: target.value })}
          />
        </div>
        <TextArea
          label={t('setup.resources.note')}
          rows={2}
          maxLength={1000}
          value={typed.note}
          onChange={({ target }) => change({ note: target.value })}
        />
      </section>
      <section className="admin-card" data-wrong={said('opening') ? true : undefined}>
        <fieldset className="setup-modes">
          <legend>{t('setup.resources.when')}</legend>
          {([true, false] as const).map((always) => (
            <Radio
              key={String(always)}
              name="when"
              label={t(always ? 'setup.resources.whenAlways' : 'setup.resources.whenHours')}
              checked={typed.always === always}
              onChange={() => change({ always })}
            />
          ))}
        </fieldset>
        {!typed.always && (
          <WeekHours
            form={typed.hours}
            none={t('setup.resources.closed')}
            onChange={(hours) => change({ hours })}
          />
        )}
        {said('opening') && (
          <p role="alert" className="resource-flaw">
            {said('opening')}
          </p>
        )}
      </section>
      <section className="admin-card">
        <fieldset className="setup-modes">
          <legend>{t('setup.resources.approval')}</legend>
          {ways.map((approval) => (
            <Radio
              key={approval}
              name="approval"
              label={t(`setup.resources.approvals.${approval}`)}
              hint={t(`setup.resources.approvalHints.${approval}`)}
              checked={typed.approval === approval}
              onChange={() => change({ approval })}
            />
          ))}
        </fieldset>
        <ManagersField
          tenantId={tenant.id}
          value={typed.managers}
          error={said('managers')}
          onChange={(managers) => change({ managers })}
        />
        <div className="resource-limits">
          <Select
            label={t('setup.resources.noticeLabel')}
            value={String(typed.noticeMinutes)}
            options={withOwn(notices, typed.noticeMinutes).map((minutes) => ({
              value: String(minutes),
              label: minutes === 0 ? t('setup.resources.noNotice') : noticeWords(minutes, t),
            }))}
            onChange={({ target }) => change({ noticeMinutes: Number(target.value) })}
          />
          <Select
            label={t('setup.resources.aheadLabel')}
            value={String(typed.aheadDays)}
            options={withOwn(aheads, typed.aheadDays).map((days) => ({
              value: String(days),
              label: t('setup.resources.before', { time: aheadWords(days, t) }),
            }))}
            onChange={({ target }) => change({ aheadDays: Number(target.value) })}
          />
        </div>
      </section>
      <Wrong of={wrong} />
      <div className="setup-acts">
        <Button kind="primary" size="form" type="submit" busy={busy}>
          {t(of === null ? 'setup.resources.add' : 'actions.save')}
        </Button>
        <Button size="form" onClick={onClose}>
          {t('actions.cancel')}
        </Button>
      </div>
    </AdminForm>
  )
}

/** What the command line or a file set stays among them. */
function withOwn(usual: readonly number[], own: number): number[] {
  return [...new Set([...usual, own])].toSorted((one, other) => one - other)
}
