import { Button, Checkbox, Field, Radio } from '@staffetta/ui'
import { Search } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  mailboxName: string
  everywhere: boolean
  onSearch: (text: string, everywhere: boolean) => void
}

const operators = {
  it: {
    from: 'da',
    to: 'a',
    subject: 'oggetto',
    body: 'testo',
    fileName: 'file',
    since: 'dopo',
    before: 'prima',
    larger: 'maggiore',
    attachment: 'ha:allegato',
    unread: 'non:letto',
    flagged: 'è:contrassegnato',
  },
  en: {
    from: 'from',
    to: 'to',
    subject: 'subject',
    body: 'body',
    fileName: 'file',
    since: 'after',
    before: 'before',
    larger: 'larger',
    attachment: 'has:attachment',
    unread: 'is:unread',
    flagged: 'is:flagged',
  },
} as const

/** Fields that write the operators: what one finds here can be typed the next time. */
export function AdvancedSearch({ mailboxName, everywhere, onSearch }: Props) {
  const { t, locale } = useI18n()
  const words = operators[locale]
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = new FormData(event.currentTarget)
    const value = (name: string) => String(values.get(name) ?? '').trim()
    const parts = [value('text')]
    for (const field of ['from', 'to', 'subject', 'body', 'fileName', 'since', 'before'] as const)
      if (value(field) !== '') parts.push(`${words[field]}:${quoted(value(field))}`)
    if (Number(value('larger')) > 0) parts.push(`${words.larger}:${value('larger')}M`)
    for (const flag of ['attachment', 'unread', 'flagged'] as const)
      if (values.has(flag)) parts.push(words[flag])
    onSearch(parts.filter(Boolean).join(' '), value('scope') !== 'this')
  }
  return (
    <form className="advanced-search" onSubmit={submit}>
      <Field dense label={t('search.field.text')} name="text" autoFocus />
      <div className="advanced-pair">
        <Field dense label={t('search.field.from')} name="from" />
        <Field dense label={t('search.field.to')} name="to" />
      </div>
      <Field dense label={t('search.field.subject')} name="subject" />
      <div className="advanced-pair">
        <Field dense label={t('search.field.body')} name="body" />
        <Field dense label={t('search.field.fileName')} name="fileName" />
      </div>
      <div className="advanced-pair">
        <Field dense label={t('search.field.since')} name="since" type="date" />
        <Field dense label={t('search.field.before')} name="before" type="date" />
        <Field dense label={t('search.field.larger')} name="larger" type="number" min={0} />
      </div>
      <div className="advanced-row">
        <Checkbox name="attachment" label={t('search.field.hasAttachments')} />
        <Checkbox name="unread" label={t('search.field.unread')} />
        <Checkbox name="flagged" label={t('search.field.flagged')} />
      </div>
      <fieldset className="advanced-row">
        <legend className="ui-hidden">{t('search.scope')}</legend>
        <Radio name="scope" value="all" label={t('search.scopeAll')} defaultChecked={everywhere} />
        <Radio
          name="scope"
          value="this"
          label={t('search.in', { name: mailboxName })}
          defaultChecked={!everywhere}
        />
      </fieldset>
      <div className="advanced-foot">
        <Button type="reset">{t('search.reset')}</Button>
        <Button kind="primary" type="submit" icon={Search}>
          {t('search.submit')}
        </Button>
      </div>
    </form>
  )
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value.replace(/"/g, '')}"` : value
}
