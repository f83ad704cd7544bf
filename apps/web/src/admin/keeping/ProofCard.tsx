import { Button, Notice } from '@staffetta/ui'
import { BadgeCheck, Download, Printer } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { saveFile } from '../../app/save-file.ts'
import { kinds, sumByKind } from './kinds.ts'

/** What the signed text says, as far as the page shows it. */
interface Proof {
  body: { name: string }
  at: string
  closingSince: string
  closesAt: string
  decidedBy: string
  reason: string
  export: { sha256: string; downloadedAt: string; downloadedBy: string } | null
  withoutExport: string | null
  deleted: Record<string, number>
  left: Record<string, number>
  untouched: string[]
}

/** That nothing is left, to print and to keep; whoever doubts it verifies the file. */
export function ProofCard({ proof: file, slug }: { proof: string; slug: string }) {
  const { t, formats } = useI18n()
  const proof = JSON.parse((JSON.parse(file) as { proof: string }).proof) as Proof
  const before = sumByKind(proof.deleted)
  const after = sumByKind(proof.left)
  const total = (sums: ReturnType<typeof sumByKind>) =>
    formats.number(kinds.reduce((sum, kind) => sum + sums[kind], 0))
  const facts = [
    ['decided', proof.decidedBy],
    ['reason', proof.reason],
    ['since', formats.full(proof.closingSince)],
    ['end', formats.full(proof.closesAt)],
    [
      'export',
      proof.export === null
        ? t('closing.proof.renounced', { reason: proof.withoutExport ?? '' })
        : t('closing.proof.taken', {
            name: proof.export.downloadedBy,
            date: formats.full(proof.export.downloadedAt),
            hash: proof.export.sha256,
          }),
    ],
  ] as const
  return (
    <section className="admin-card admin-prints">
      <h2>{t('closing.proof.title')}</h2>
      <Notice tone="ok" icon={BadgeCheck}>
        {t('closing.proof.text', { name: proof.body.name, date: formats.full(proof.at) })}
      </Notice>
      <dl className="admin-facts">
        {facts.map(([what, value]) => (
          <div key={what} className="keeping-fact">
            <dt>{t(`closing.proof.${what}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className="admin-table">
        <thead>
          <tr>
            <th scope="col">{t('closing.proof.kind')}</th>
            <th scope="col" data-number>
              {t('closing.proof.before')}
            </th>
            <th scope="col" data-number>
              {t('closing.proof.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <td>{t(`closing.proof.kinds.${kind}`)}</td>
              <td data-number data-label={t('closing.proof.before')}>
                {formats.number(before[kind])}
              </td>
              <td data-number data-label={t('closing.proof.after')}>
                {formats.number(after[kind])}
              </td>
            </tr>
          ))}
          <tr>
            <td>
              <strong>{t('closing.proof.total')}</strong>
            </td>
            <td data-number data-label={t('closing.proof.before')}>
              {total(before)}
            </td>
            <td data-number data-label={t('closing.proof.after')}>
              {total(after)}
            </td>
          </tr>
        </tbody>
      </table>
      <div>
        <h3>{t('closing.proof.untouched')}</h3>
        <ul className="keeping-stays" lang="it">
          {proof.untouched.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <p className="admin-none">{t('closing.proof.verify')}</p>
      <div className="setup-acts keeping-acts">
        <Button
          size="form"
          icon={Download}
          onClick={() => saveFile(new Blob([file], { type: 'application/json' }), `prova-${slug}.json`)}
        >
          {t('closing.proof.download')}
        </Button>
        <Button size="form" icon={Printer} onClick={() => print()}>
          {t('closing.proof.print')}
        </Button>
      </div>
    </section>
  )
}
