import './ComposerFoot.css'
import { Button, Dialog, IconButton, SplitButton, useMenu, type MenuEntry } from '@staffetta/ui'
import { Ellipsis, Paperclip, Send, Signature, Trash } from 'lucide-react'
import { useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { identitiesOf, isEmptySignature, usePreferences } from '../../settings/index.ts'
import { useSafeHtml } from '../message-view/safe-html-loader.ts'
import type { Composer, SendOptions } from './composer-state.ts'
import { changeComposer, changeDraft } from './composers.ts'
import { paragraphsOf } from './draft-opening.ts'
import { attachFiles } from './files.ts'
import { discardComposer, hasContent } from './lifecycle.ts'

interface Props {
  composer: Composer
  onSend: (options?: SendOptions) => void
}

/** Send, attach, sign, and the rest. */
export function ComposerFoot({ composer, onSend }: Props) {
  const { t } = useI18n()
  const safe = useSafeHtml()
  const preferences = usePreferences()
  const input = useRef<HTMLInputElement>(null)
  const [asking, setAsking] = useState<'discard' | 'plain' | null>(null)
  const { id, draft, phase } = composer
  const identities = preferences ? identitiesOf(preferences).list : []
  const signature = identities.find((one) => one.id === draft.identityId)?.signatureHtml.trim() ?? ''

  const toPlain = () => {
    const text = safe.textOf(safe.sanitizeForEditor(draft.html))
    changeDraft(id, { mode: 'plain', text, files: draft.files.filter(({ contentId }) => contentId === null) })
  }
  const toRich = () => {
    changeDraft(id, { mode: 'rich', html: paragraphsOf(draft.text) })
    changeComposer(id, { loaded: composer.loaded + 1 })
  }
  const sign = () => {
    if (draft.mode === 'plain')
      changeDraft(id, { text: `${draft.text}\n\n${safe.textOf(safe.sanitizeForEditor(signature))}` })
    else {
      changeDraft(id, { html: `${draft.html}<p></p>${signature}` })
      changeComposer(id, { loaded: composer.loaded + 1 })
    }
  }
  const entries: MenuEntry[] = [
    {
      kind: 'action',
      id: 'mode',
      label: t('composer.plain'),
      checked: draft.mode === 'plain',
      onAction: () => (draft.mode === 'plain' ? toRich() : setAsking('plain')),
    },
    { kind: 'separator', id: 'extras' },
    {
      kind: 'action',
      id: 'priority',
      label: t('composer.priorityHigh'),
      checked: draft.priority === 'high',
      onAction: () => changeDraft(id, { priority: draft.priority === 'high' ? 'normal' : 'high' }),
    },
    {
      kind: 'action',
      id: 'receipt',
      label: t('composer.receipt'),
      checked: draft.requestReadReceipt,
      onAction: () => changeDraft(id, { requestReadReceipt: !draft.requestReadReceipt }),
    },
  ]
  const menu = useMenu(entries, t('composer.more'))
  const sending = phase === 'sending'

  return (
    <footer className="composer-foot">
      <SplitButton
        kind="primary"
        size="form"
        icon={Send}
        busy={sending}
        disabled={sending}
        menuLabel={t('composer.otherSends')}
        onClick={() => onSend()}
        entries={[
          {
            kind: 'action',
            id: 'send',
            label: t('composer.send'),
            keys: t('composer.sendKeys'),
            onAction: () => onSend(),
          },
          {
            kind: 'action',
            id: 'now',
            label: t('composer.sendNow'),
            onAction: () => onSend({ hold: false }),
          },
        ]}
      >
        {sending ? t('composer.sending') : t('composer.send')}
      </SplitButton>
      <span className="composer-foot-end">
        <Button
          kind="ghost"
          icon={Paperclip}
          className="composer-attach"
          onClick={() => input.current?.click()}
        >
          {t('composer.attach')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            attachFiles(id, [...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        {!isEmptySignature(signature) && (
          <IconButton icon={Signature} label={t('composer.signature')} onClick={sign} />
        )}
        <IconButton icon={Ellipsis} label={t('composer.more')} {...menu.trigger} />
        {menu.element}
        <span className="composer-divider" />
        <IconButton
          icon={Trash}
          label={t('composer.discard')}
          onClick={() => (hasContent(composer) ? setAsking('discard') : void discardComposer(id))}
        />
      </span>
      {asking === 'discard' && (
        <Dialog
          title={t('composer.discardTitle')}
          alert
          onClose={() => setAsking(null)}
          actions={
            <>
              <Button size="form" autoFocus onClick={() => setAsking(null)}>
                {t('actions.cancel')}
              </Button>
              <Button size="form" kind="danger" onClick={() => void discardComposer(id)}>
                {t('composer.discard')}
              </Button>
            </>
          }
        >
          <p>{t('composer.discardText')}</p>
        </Dialog>
      )}
      {asking === 'plain' && (
        <Dialog
          title={t('composer.toPlainTitle')}
          onClose={() => setAsking(null)}
          actions={
            <>
              <Button size="form" autoFocus onClick={() => setAsking(null)}>
                {t('actions.cancel')}
              </Button>
              <Button
                size="form"
                kind="primary"
                onClick={() => {
                  setAsking(null)
                  toPlain()
                }}
              >
                {t('composer.toPlainConfirm')}
              </Button>
            </>
          }
        >
          <p>{t('composer.toPlainText')}</p>
        </Dialog>
      )}
    </footer>
  )
}
