import type { Task } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { Select } from '@staffetta/ui'
import { priorities } from './task-menu.ts'

interface Props {
  priority: Task['priority']
  t: Translate
  onChange: (priority: Task['priority']) => void
}

export function PriorityField({ priority, t, onChange }: Props) {
  return (
    <Select
      label={t('tasks.fields.priority')}
      value={priority}
      options={priorities.map((value) => ({ value, label: t(`tasks.priority.${value}`) }))}
      onChange={({ target }) => {
        const chosen = priorities.find((one) => one === target.value)
        if (chosen) onChange(chosen)
      }}
    />
  )
}
