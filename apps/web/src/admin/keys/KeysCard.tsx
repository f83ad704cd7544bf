import type { Factors, Passkey } from '@staffetta/contract'
import { Button, Chip, Dialog } from '@staffetta/ui'
import { KeyRound, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { KeyForm } from '../gate/KeyForm.tsx'
import { keysWorkHere, makeKey } from '../gate/keys.ts'
import { withProof } from '../gate/step-up.ts'

interface Props {
  keys: Passkey[]
  hasCode: boolean
  onChanged: (done: string, factors?: Factors) => void
}

export function KeysCard({ keys, hasCode, onChanged }: Props) {
  const { t } = useI18n()
  const [adding, setAdding] = useState(false)
  const [renaming, setRenaming] = useState<Passkey | null>(null)
  const [removing, setRemoving] = useState<Passkey | null>(null)
  const isLast = keys.length === 1 && !hasCode
  const host = location.hostname
  return (
    <section className="admin-card">
      <h2>{t('admin.keys.keys')}</h2>
      <p>{t('admin.keys.what', { host })}</p>
      {keys.length > 0 && (
        <ul className="setup-list">
          {keys.map((key) => (
            <Row
              key={key.id}
              of={key}
              isLast={isLast}
              onRename={() => setRenaming(key)}
              onRemove={() => setRemoving(key)}
            />
          ))}
        </ul>
      )}
      {keysWorkHere() ? (
        <div className="setup-acts">
          <Button icon={Plus} size="form" onClick={() => setAdding(true)}>
            {t('admin.keys.add')}
          </Button>
        </div>
      ) : (
        <p className="admin-none">{t('admin.keys.notHere', { host })}</p>
      )}
      {adding && (
        <Dialog title={t('admin.keys.add')} icon={KeyRound} onClose={() => setAdding(false)} actions={null}>
          <p>{t('admin.keys.addText', { host })}</p>
          <KeyForm
            word={t('admin.gate.byKeyWord')}
            onName={async (name) => {
              await withProof(() => makeKey(name))
              setAdding(false)
              onChanged(t('admin.keys.added', { name }))
            }}
          />
        </Dialog>
      )}
      {renaming && (
        <Dialog
          title={t('admin.keys.renameOf', { name: renaming.name })}
          icon={Pencil}
          onClose={() => setRenaming(null)}
          actions={null}
        >
          <KeyForm
            word={t('admin.keys.rename')}
            before={renaming.name}
            onName={async (name) => {
              const factors = await adminApi.admin.renameKey({ keyId: renaming.id, name })
              setRenaming(null)
              onChanged(t('admin.keys.renamed', { name }), factors)
            }}
          />
        </Dialog>
      )}
      {removing && (
        <ConfirmDialog
          title={t('admin.keys.removeTitle', { name: removing.name })}
          text={t('admin.keys.removeText', { host: removing.host })}
          word={t('admin.keys.remove')}
          onConfirm={async () => {
            const { id: keyId, name } = removing
            const factors = await withProof(() => adminApi.admin.removeKey({ keyId }))
            onChanged(t('admin.keys.removed', { name }), factors)
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </section>
  )
}

interface RowProps {
  of: Passkey
  isLast: boolean
  onRename: () => void
  onRemove: () => void
}

function Row({ of: { name, host, createdAt, usedAt }, isLast, onRename, onRemove }: RowProps) {
  const { t, formats } = useI18n()
  const here = host === location.hostname
  return (
    <li>
      <div className="setup-head">
        <h3>{name}</h3>
        {here && <Chip tone="ok">{t('admin.keys.here')}</Chip>}
        <span className="setup-acts">
          <Button size="dense" aria-label={t('admin.keys.renameOf', { name })} onClick={onRename}>
            {t('admin.keys.rename')}
          </Button>
          {!isLast && (
            <Button size="dense" aria-label={t('admin.keys.removeOf', { name })} onClick={onRemove}>
              {t('admin.keys.remove')}
            </Button>
          )}
        </span>
      </div>
      <p className="admin-none">
        {t('admin.keys.goodAt', { host })} {t('admin.keys.made', { date: formats.date(createdAt) })}{' '}
        {usedAt === null
          ? t('admin.keys.unused')
          : t('admin.keys.used', { when: formats.messageDate(usedAt) })}
        {isLast && ` ${t('admin.keys.last')}`}
      </p>
    </li>
  )
}
