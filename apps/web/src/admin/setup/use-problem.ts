import type { CheckProblem } from '@staffetta/contract'
import { createSayings } from '@staffetta/i18n/sayings'
import { useI18n } from '../../app/i18n.tsx'

/** What did not go well, with the step at which it stopped. */
export function useProblem(): (problem: CheckProblem) => string {
  const { t, formats } = useI18n()
  const say = createSayings(t, formats)
  return ({ step, headline }) =>
    step === null || step === 'setting'
      ? say(headline)
      : t('setup.directory.atStep', { problem: say(headline), step: t(`checks.steps.${step}`) })
}
