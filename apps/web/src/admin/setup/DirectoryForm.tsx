import type { DirectoryPlace, DirectoryTrial, TenantDirectory } from '@staffetta/contract'
import { everyPerson } from '@staffetta/contract'
import { Button, Field } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { BookField } from './BookField.tsx'
import { directoryFlaw, placeIn, typedOf, whereIs } from './directory-form.ts'
import { DirectoryTrialBox } from './DirectoryTrialBox.tsx'
import { MissingFirst } from './MissingFirst.tsx'
import { Wrong } from '../Wrong.tsx'
import { AdminForm } from '../AdminForm.tsx'
import { ModesField } from './ModesField.tsx'
import { useTrial } from './use-trial.ts'

interface Props {
  tenantId: string
  directory: TenantDirectory
  mayChange: boolean
  onSave: (place: DirectoryPlace) => Promise<void>
}

const kinds = ['none', 'book', 'ldap'] as const

/** The directory is looked into before it is set: whoever saves has seen who is found there. */
export function DirectoryForm({ tenantId, directory: { place, missing }, mayChange, onSave }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [kind, setKind] = useState(() => whereIs(place))
  const [typed, setTyped] = useState(() => typedOf(place))
  const put = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change })
  const wanted = placeIn(kind, typed)
  const trial = useTrial<DirectoryTrial>(wanted)
  const tried = trial.found
  const lacking = kind === 'none' ? [] : missing[kind]
  const isSame = JSON.stringify(wanted) === JSON.stringify(place)

  const tryIt = () => {
    const flaw = directoryFlaw(kind, typed)
    if (flaw !== null) return setWrong(t(`setup.directory.${flaw}`))
    void attempt(() =>
      trial.run(() => withProof(() => adminApi.directory.tryDirectory({ tenantId, ...wanted }))),
    )
  }
  const save = () => void attempt(() => onSave(wanted))
  const isGood = tried !== null && tried.problem === null && tried.count > 0
  return (
    <AdminForm busy={busy || lacking.length > 0} onSubmit={kind === 'none' ? save : tryIt}>
      <h2>{t('setup.directory.title')}</h2>
      <p className="admin-none">{t('setup.directory.lead')}</p>
      <ModesField
        name="directory"
        legend={t('setup.directory.where')}
        modes={kinds.map((mode) => ({ mode, label: t(`setup.directory.kinds.${mode}`) }))}
        value={kind}
        disabled={!mayChange}
        onChange={setKind}
      />
      {kind !== 'none' && lacking[0] !== undefined && (
        <MissingFirst tenantId={tenantId} kind={kind} lacks={lacking[0]} />
      )}
      {kind !== 'none' && lacking.length === 0 && (
        <fieldset className="setup-modes admin-form" disabled={!mayChange}>
          {kind === 'book' && (
            <BookField
              tenantId={tenantId}
              path={typed.path}
              mayList={mayChange}
              onChange={(path) => put({ path })}
            />
          )}
          {kind === 'ldap' && (
            <>
              <Field
                label={t('setup.directory.base')}
                hint={t('setup.directory.baseHint')}
                value={typed.base}
                maxLength={500}
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => put({ base: event.target.value })}
              />
              <Field
                label={t('setup.directory.filter')}
                hint={t('setup.directory.filterHint', { everyPerson })}
                value={typed.filter}
                maxLength={500}
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => put({ filter: event.target.value })}
              />
            </>
          )}
        </fieldset>
      )}
      <Wrong of={wrong} />
      {tried !== null && kind !== 'none' && <DirectoryTrialBox kind={kind} trial={tried} isSaved={isSame} />}
      {!mayChange && <p className="admin-none">{t('setup.readOnly')}</p>}
      {mayChange && lacking.length === 0 && (
        <div className="setup-acts">
          {kind !== 'none' && (
            <Button
              kind={isGood && !isSame ? 'default' : 'primary'}
              size="form"
              type="submit"
              busy={busy && !isGood}
            >
              {t(busy && !isGood ? 'setup.directory.trying' : 'setup.directory.try')}
            </Button>
          )}
          {!isSame && (kind === 'none' || tried !== null) && (
            <Button
              kind={kind === 'none' || isGood ? 'primary' : 'default'}
              size="form"
              disabled={busy}
              onClick={save}
            >
              {t(kind === 'none' || isGood ? 'actions.save' : 'setup.directory.saveAnyway')}
            </Button>
          )}
        </div>
      )}
    </AdminForm>
  )
}
