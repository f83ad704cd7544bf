import '../../app/import/import.css'
import type { BookId, CardRef } from '@staffetta/contract'
import { Button, Dialog, Radio } from '@staffetta/ui'
import { FileDown } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { useI18n } from '../../app/i18n.tsx'
import { saveFile } from '../../app/save-file.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { closeDialog } from '../state/dialogs.ts'

const formats = { vcard3: 'vcf', vcard4: 'vcf', csv: 'csv', ldif: 'ldif' } as const

interface Props {
  name: string
  /** People; a group itself is none. */
  count: number
  /** A whole book, or these. */
  bookId: BookId | null
  refs: readonly CardRef[]
}

/** A file of a book, a group or some contacts, in the format another program reads. */
export function ExportDialog({ name, count, bookId, refs }: Props) {
  const { t } = useI18n()
  const [format, setFormat] = useState<keyof typeof formats>('vcard3')
  const { busy, wrong, attempt } = useAttempt()
  const save = () =>
    attempt(async () => {
      const file = await api.contacts.exportCards({
        format,
        bookId,
        refs: [...refs],
        name: name.slice(0, 250),
      })
      saveFile(file, `${name.replaceAll(/[\\/:*?"<>|]/g, '_')}.${formats[format]}`)
      closeDialog()
    })
  return (
    <Dialog
      title={t('contactsExport.title', { name })}
      icon={FileDown}
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>{t('actions.cancel')}</Button>
          <Button kind="primary" autoFocus busy={busy} onClick={() => void save()}>
            {t('contactsExport.save')}
          </Button>
        </>
      }
    >
      <div className="import">
        <p>{t('contactsExport.count', { count })}</p>
        <div role="radiogroup" aria-label={t('contactsExport.format')} className="import-formats">
          {(Object.keys(formats) as (keyof typeof formats)[]).map((one) => (
            <Radio
              key={one}
              name="format"
              label={t(`contactsExport.${one}`)}
              hint={t(`contactsExport.${one}Hint`)}
              checked={format === one}
              onChange={() => setFormat(one)}
            />
          ))}
        </div>
        {wrong !== null && <p role="alert">{wrong}</p>}
      </div>
    </Dialog>
  )
}
