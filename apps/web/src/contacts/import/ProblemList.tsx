import type { ContactsImport } from '@staffetta/contract'
import { useI18n } from '../../app/i18n.tsx'
import { LeftRows } from '../../app/import/LeftRows.tsx'

/** What makes no contact, and what of one was left out: where it stands in the file, and why. */
export function ProblemList({ found }: { found: ContactsImport }) {
  const { t } = useI18n()
  const rowsOf = (whole: boolean) =>
    found.problems
      .filter((problem) => problem.whole === whole)
      .map(({ problem, at, column, value }) => {
        const place =
          column === ''
            ? t('contactsImport.row', { n: at })
            : t('contactsImport.rowColumn', { n: at, column })
        return { what: value.trim() || place, why: `${t(`contactsImport.problem.${problem}`)}, ${place}` }
      })
  return (
    <>
      {found.leftCount > 0 && (
        <LeftRows title={t('contactsImport.left', { count: found.leftCount })} rows={rowsOf(true)} />
      )}
      {found.partlyCount > 0 && (
        <LeftRows title={t('contactsImport.partly', { count: found.partlyCount })} rows={rowsOf(false)} />
      )}
    </>
  )
}
