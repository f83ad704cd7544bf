import { Button, Field, IconButton } from '@staffetta/ui'
import { Link, Plus } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { withScheme } from './event-form.ts'

/** One address more, in a field that opens when it is wanted. */
export function LinkField({ onAdd }: { onAdd: (url: string) => void }) {
  const { t } = useI18n()
  const [text, setText] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  if (text === null)
    return (
      <Button kind="text" icon={Link} onClick={() => setText('')}>
        {t('event.files.addLink')}
      </Button>
    )
  const take = () => {
    const url = withScheme(text.trim())
    if (url !== '' && !isAddress(url)) return setWrong(true)
    setText(null)
    setWrong(false)
    if (url !== '') onAdd(url)
  }
  return (
    <Field
      className="edit-files-link"
      label={t('event.files.link')}
      type="url"
      inputMode="url"
      autoComplete="off"
      autoFocus
      maxLength={2000}
      placeholder="https://"
      value={text}
      error={wrong ? t('event.files.linkWrong') : undefined}
      end={<IconButton icon={Plus} size={40} label={t('event.files.takeLink')} onClick={take} />}
      onChange={({ target }) => {
        setText(target.value)
        setWrong(false)
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        take()
      }}
    />
  )
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
}
