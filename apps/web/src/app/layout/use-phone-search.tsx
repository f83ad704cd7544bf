import { IconButton } from '@staffetta/ui'
import { Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useI18n } from '../i18n.tsx'
import { PhoneTitle } from './PhoneTitle.tsx'

interface PhoneSearch {
  title: string
  /** What pressing the title opens: the side. */
  opens: string
  /** What is looked for already. */
  words?: string | undefined
  renderBox: (autoFocus: boolean) => ReactNode
  label?: string
  onOpened?: () => void
  onLeft?: () => void
}

/** On a phone the box takes the place of the title as long as one looks for something: two places of the shell. */
export function usePhoneSearch({
  title,
  opens,
  words = '',
  renderBox,
  label,
  onOpened,
  onLeft,
}: PhoneSearch) {
  const { t } = useI18n()
  const [asked, setAsked] = useState(false)
  const searching = asked || words !== ''
  return {
    title: (
      <PhoneTitle
        title={title}
        opens={opens}
        search={searching && renderBox(words === '')}
        onSearchLeft={() => {
          setAsked(false)
          onLeft?.()
        }}
      />
    ),
    button: searching ? null : (
      <IconButton
        icon={Search}
        size={44}
        label={label ?? t('shell.search')}
        onClick={() => {
          setAsked(true)
          onOpened?.()
        }}
      />
    ),
    close: () => setAsked(false),
  }
}
