import type { Scope } from '@staffetta/contract'
import { Button, Dialog, Radio } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  scopes: Scope[]
  onChoose: (scope: Scope) => void
  onClose: () => void
}

/** How much of a series is meant; the least is chosen until one says otherwise. */
export function ScopeDialog({ scopes, onChoose, onClose }: Props) {
  const { t } = useI18n()
  const [scope, setScope] = useState(scopes[0]!)
  return (
    <Dialog
      title={t('event.scope.title')}
      onClose={onClose}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button size="form" kind="primary" autoFocus onClick={() => onChoose(scope)}>
            {t('actions.save')}
          </Button>
        </>
      }
    >
      {!scopes.includes('this') && <p>{t(scopes.length === 1 ? 'event.scope.whole' : 'event.scope.rule')}</p>}
      <div className="edit-choices" role="radiogroup" aria-label={t('event.scope.title')}>
        {scopes.map((one) => (
          <Radio
            key={one}
            name="event-scope"
            label={t(`event.scope.${one}`)}
            hint={t(`event.scope.hint.${one}`)}
            checked={scope === one}
            onChange={() => setScope(one)}
          />
        ))}
      </div>
    </Dialog>
  )
}
