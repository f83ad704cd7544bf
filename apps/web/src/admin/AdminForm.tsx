import type { ComponentProps } from 'react'

interface Props extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  busy: boolean
  onSubmit: () => void
}

/** A card with something to fill in: sent once, and what is wrong is said by us, not by the browser. */
export function AdminForm({ busy, onSubmit, ...form }: Props) {
  return (
    <form
      className="admin-card"
      {...form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onSubmit()
      }}
    />
  )
}
