import './ComposerPanel.css'
import { Button } from '@staffetta/ui'
import { Suspense, useEffect, useId, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { loadSafeHtml, type SafeHtmlModule } from '../message-view/safe-html-loader.ts'
import { AddressRows } from './AddressRows.tsx'
import { ComposerFiles } from './ComposerFiles.tsx'
import { ComposerFoot } from './ComposerFoot.tsx'
import { ComposerHead } from './ComposerHead.tsx'
import { ComposerNotices } from './ComposerNotices.tsx'
import { type Composer, isOnItsWay, type SendOptions } from './composer-state.ts'
import { changeComposer, changeDraft, findComposer } from './composers.ts'
import { PlainEditor } from './PlainEditor.tsx'
import { attachFiles } from './files.ts'
import { closeComposer } from './lifecycle.ts'
import { QuotedOriginal } from './QuotedOriginal.tsx'
import { RichEditor } from './RichEditor.tsx'
import { SendDialogs, type SendQuestion } from './SendDialogs.tsx'
import { checkBeforeSending, send } from './sending.ts'

/** One message being written. */
export function ComposerPanel({ composer }: { composer: Composer }) {
  const { t } = useI18n()
  const title = useId()
  const panel = useRef<HTMLElement>(null)
  const [question, setQuestion] = useState<SendQuestion | null>(null)
  const [dropping, setDropping] = useState(false)
  const safe = useSafeHtmlSoon()
  const { id, phase, view, draft } = composer
  const minimised = view === 'minimised'

  const trySend = (options: SendOptions = { hold: true }) => {
    const now = findComposer(id)
    if (!now || !safe || now.phase !== 'ready') return
    const text =
      now.draft.mode === 'rich' ? safe.textOf(safe.sanitizeForEditor(now.draft.html)) : now.draft.text
    const found = checkBeforeSending(now, text)
    changeComposer(id, { leaves: found === 'files-on-their-way' ? options : null })
    if (found === null) void send(id, options)
    else if (found === 'files-on-their-way') return
    else if ('stop' in found) changeComposer(id, { problem: found.stop })
    else setQuestion({ what: found.ask, ...options })
  }
  const { leaves } = composer
  const filesThere = !draft.files.some(({ state }) => isOnItsWay(state))
  useEffect(() => {
    if (leaves !== null && filesThere) trySend(leaves)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the last file is there
  }, [leaves, filesThere, safe])
  const onKeyDown = (event: React.KeyboardEvent) => {
    // Dialogs opened from here are elsewhere in the page: their keys are their own.
    if (!panel.current?.contains(event.target as Node)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      trySend()
    } else if (event.key === 'Escape') changeComposer(id, { view: 'minimised' })
    // What is pressed while writing is no shortcut of the list below.
    event.stopPropagation()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Keys that the fields inside left alone, and files that are dropped.
    <section
      ref={panel}
      className="composer"
      data-view={view}
      role="dialog"
      aria-modal={false}
      aria-labelledby={title}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDropping(true)
      }}
      onDragLeave={(event) => !panel.current?.contains(event.relatedTarget as Node) && setDropping(false)}
      onDrop={(event) => {
        setDropping(false)
        if (event.defaultPrevented || event.dataTransfer.files.length === 0) return
        event.preventDefault()
        attachFiles(id, event.dataTransfer.files)
      }}
    >
      <ComposerHead composer={composer} titleId={title} />
      <div className="composer-inside" hidden={minimised}>
        {phase === 'opening' && (
          <p className="composer-opening" role="status">
            {t('composer.opening')}
          </p>
        )}
        {phase === 'failed' && (
          <div className="composer-opening" role="alert">
            <h2>{t('composer.openFailed')}</h2>
            {composer.problem?.kind === 'error' && <p>{t(`errors.${composer.problem.code}`)}</p>}
            <Button onClick={() => void closeComposer(id)}>{t('actions.close')}</Button>
          </div>
        )}
        {(phase === 'ready' || phase === 'sending') && (
          <>
            <div className="composer-rows" inert={phase === 'sending'}>
              <AddressRows composer={composer} />
              <label className="composer-row">
                <span className="composer-label">{t('composer.subject')}</span>
                <input
                  className="composer-subject"
                  // Whom it goes to is said already: one goes on from there.
                  autoFocus={draft.kind === 'new' && draft.to.length > 0}
                  value={draft.subject}
                  maxLength={2000}
                  onChange={(event) => changeDraft(id, { subject: event.target.value })}
                />
              </label>
            </div>
            <div className="composer-writing" inert={phase === 'sending'}>
              {draft.mode === 'rich' ? (
                <RichEditor key={`${id}-${composer.loaded}`} composer={composer}>
                  <Suspense fallback={null}>
                    {draft.quote && <QuotedOriginal composer={composer} quote={draft.quote} />}
                  </Suspense>
                </RichEditor>
              ) : (
                <PlainEditor composer={composer}>
                  <Suspense fallback={null}>
                    {draft.quote && <QuotedOriginal composer={composer} quote={draft.quote} />}
                  </Suspense>
                </PlainEditor>
              )}
            </div>
            <ComposerFiles composer={composer} />
            <ComposerNotices composer={composer} onSend={() => trySend()} />
            <ComposerFoot composer={composer} onSend={trySend} />
          </>
        )}
        {dropping && <div className="composer-drop">{t('composer.attachment.drop')}</div>}
      </div>
      {question && (
        <SendDialogs
          question={question}
          onClose={() => setQuestion(null)}
          onSend={() => {
            setQuestion(null)
            void send(id, question)
          }}
        />
      )}
    </section>
  )
}

/** The sanitiser when it is there; the panel is drawn meanwhile. */
function useSafeHtmlSoon(): SafeHtmlModule | null {
  const [module, setModule] = useState<SafeHtmlModule | null>(null)
  useEffect(() => {
    let here = true
    void loadSafeHtml().then((loaded) => here && setModule(loaded))
    return () => {
      here = false
    }
  }, [])
  return module
}
