import './Recurrence.css'
import { Button, Icon, IconButton, Select } from '@staffetta/ui'
import { Info, X } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { dayNames } from '../fields/day-names.ts'
import { type Day } from '../clock/days.ts'
import { nextDates, startsOnRule } from './next-dates.ts'
import { frequencies, hintOf, newSentence, type RecurrenceForm, ruleOf } from './recurrence-form.ts'
import { RecurrenceSentence } from './RecurrenceSentence.tsx'

interface Props {
  recurrence: RecurrenceForm | null
  start: Day
  /** Of a rule as it is stored: when its series begins. What is on screen is the start of one occurrence. */
  seriesStart: Day | null
  onChange: (recurrence: RecurrenceForm | null) => void
}

/** Whether and how it comes back: a sentence one edits, with the dates that follow from it. */
export function RecurrenceFields({ recurrence, start, seriesStart, onChange }: Props) {
  const { t } = useI18n()
  // What was pressed goes away with the choice: the focus goes on to what stands in its place.
  const [chosen, setChosen] = useState(false)
  const choose = (next: RecurrenceForm | null) => {
    setChosen(true)
    onChange(next)
  }
  if (recurrence === null)
    return (
      <Select
        label={t('event.repeat.title')}
        className="edit-half"
        value="never"
        autoFocus={chosen}
        options={[
          { value: 'never', label: t('event.repeat.never') },
          ...frequencies.map((frequency) => ({
            value: frequency,
            label: t(`event.repeat.simple.${frequency}`),
          })),
        ]}
        onChange={({ target }) => {
          const frequency = frequencies.find((one) => one === target.value)
          if (frequency) choose(newSentence(frequency, start))
        }}
      />
    )
  return (
    <fieldset className="edit-repeat">
      <legend>{t('event.repeat.title')}</legend>
      <div className="edit-repeat-card">
        <IconButton
          className="edit-repeat-stop"
          icon={X}
          size={28}
          label={t('event.repeat.stop')}
          onClick={() => choose(null)}
        />
        {recurrence.kind === 'sentence' ? (
          <RecurrenceSentence sentence={recurrence} start={start} takesFocus={chosen} onChange={onChange} />
        ) : (
          <OwnRule text={recurrence.stored.text} onReplace={() => choose(newSentence('weekly', start))} />
        )}
        <RecurrencePreview recurrence={recurrence} start={start} seriesStart={seriesStart} />
      </div>
    </fieldset>
  )
}

function OwnRule({ text, onReplace }: { text: string | undefined; onReplace: () => void }) {
  const { t } = useI18n()
  return (
    <div className="edit-own-rule">
      <strong>{t('event.repeat.own')}</strong>
      <p>{t('event.repeat.ownText')}</p>
      {text !== undefined && <code>{text}</code>}
      <Button size="dense" onClick={onReplace}>
        {t('event.repeat.replace')}
      </Button>
    </div>
  )
}

const shownDates = 5

function RecurrencePreview({
  recurrence,
  start,
  seriesStart,
}: Omit<Props, 'recurrence' | 'onChange'> & { recurrence: RecurrenceForm }) {
  const { t, locale } = useI18n()
  const rule = ruleOf(recurrence)
  const hint = hintOf(recurrence)
  const next = nextDates(rule, seriesStart ?? start, shownDates, start)
  const dates =
    next &&
    dayNames(locale)
      .shortDays([start, ...next.days])
      .slice(1)
      .join(', ')
  return (
    <div className="edit-repeat-next">
      {next && (
        <p>
          {next.days.length === 0
            ? t('event.repeat.noDate')
            : t(next.more ? 'event.repeat.nextMore' : 'event.repeat.next', { dates: dates! })}
        </p>
      )}
      {seriesStart === null && next && next.days.length > 0 && !startsOnRule(rule, start) && (
        <p className="edit-hint">
          <Icon of={Info} size={14} />
          {t('event.repeat.startBeside')}
        </p>
      )}
      {hint && (
        <p className="edit-hint">
          <Icon of={Info} size={14} />
          {t(`event.repeat.hint.${hint}`)}
        </p>
      )}
    </div>
  )
}
