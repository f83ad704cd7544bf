import type { Identity } from '@staffetta/contract'
import type * as SafeHtml from '@staffetta/safe-html'
import { Checkbox, Field } from '@staffetta/ui'
import { use, useId, useState, type ReactNode } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { SignatureEditor } from './SignatureEditor.tsx'
import { SignaturePreview } from './SignaturePreview.tsx'
import { Setting } from './Setting.tsx'

/** One promise for all: `use` must be given the same every time. */
let sanitizer: Promise<typeof SafeHtml> | undefined
const loadSanitizer = () => (sanitizer ??= import('@staffetta/safe-html'))

/** What keeps an identity from being saved. */
export function problemsOf({ displayName, replyTo }: Identity): { name: boolean; address: boolean } {
  return {
    name: displayName.trim() === '',
    address: replyTo.trim() !== '' && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(replyTo.trim()),
  }
}

interface Props {
  identity: Identity
  address: string
  isNew: boolean
  onChange: (part: Partial<Identity>) => void
  actions: ReactNode
}

export function IdentityForm({ identity, address, isNew, onChange, actions }: Props) {
  const { t } = useI18n()
  const safe = use(loadSanitizer())
  const signatureLabel = useId()
  const [left, setLeft] = useState({ name: false, address: false })
  const problems = problemsOf(identity)
  return (
    <div className="settings-card identity-form">
      <div className="identity-names">
        <Setting of="identity.items.displayName">
          <Field
            label={t('settings.identity.items.displayName.label')}
            hint={t('settings.identity.items.displayName.hint', { address })}
            error={left.name && problems.name ? t('settings.identity.nameMissing') : undefined}
            value={identity.displayName}
            maxLength={200}
            autoComplete="name"
            autoFocus={isNew}
            onBlur={() => setLeft({ ...left, name: true })}
            onChange={(event) => onChange({ displayName: event.target.value })}
          />
        </Setting>
        <Setting of="identity.items.replyTo">
          <Field
            label={t('settings.identity.items.replyTo.label')}
            hint={t('settings.identity.items.replyTo.hint')}
            error={left.address && problems.address ? t('settings.identity.addressWrong') : undefined}
            type="email"
            value={identity.replyTo}
            maxLength={320}
            placeholder={address}
            autoComplete="off"
            onBlur={() => setLeft({ ...left, address: true })}
            onChange={(event) => onChange({ replyTo: event.target.value })}
          />
        </Setting>
      </div>
      <Setting of="identity.items.signature">
        <div className="signature">
          <span className="signature-label" id={signatureLabel}>
            {t('settings.identity.items.signature.label')}
          </span>
          <SignatureEditor
            safe={safe}
            labelledBy={signatureLabel}
            html={identity.signatureHtml}
            onChange={(signatureHtml) => onChange({ signatureHtml })}
          />
        </div>
      </Setting>
      <Setting of="identity.items.signs">
        <fieldset className="settings-choice">
          <legend className="ui-hidden">{t('settings.identity.items.signs.label')}</legend>
          <Checkbox
            label={t('settings.identity.signsNew')}
            checked={identity.signsNew}
            onChange={(event) => onChange({ signsNew: event.target.checked })}
          />
          <Checkbox
            label={t('settings.identity.signsAnswers')}
            checked={identity.signsAnswers}
            onChange={(event) => onChange({ signsAnswers: event.target.checked })}
          />
        </fieldset>
      </Setting>
      <SignaturePreview
        safe={safe}
        html={identity.signatureHtml}
        signsNew={identity.signsNew}
        signsAnswers={identity.signsAnswers}
      />
      <div className="identity-actions">{actions}</div>
    </div>
  )
}
