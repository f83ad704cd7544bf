import type { CalendarColour } from '@staffetta/contract'
import { useI18n } from '../../app/i18n.tsx'
import { colours } from './colours.ts'

/** One of the eight colours, chosen by sight, by name and by the arrows. */
export function Swatches({
  colour,
  onChange,
}: {
  colour: CalendarColour
  onChange: (colour: CalendarColour) => void
}) {
  const { t } = useI18n()
  return (
    <fieldset className="swatches">
      <legend>{t('calendar.form.colour')}</legend>
      {colours.map((one) => (
        <label key={one} data-colour={one} title={t(`calendar.colours.${one}`)}>
          <input type="radio" name="colour" checked={one === colour} onChange={() => onChange(one)} />
          <i aria-hidden="true" />
          <span className="ui-hidden">{t(`calendar.colours.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
