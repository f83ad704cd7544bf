import './ContactFace.css'
import { Avatar } from '@staffetta/ui'
import { Users } from 'lucide-react'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { type Contact, isGroup, isSaving } from './state/contact.ts'

interface Props {
  contact: Contact
  size?: 36 | 96
  /** In a row the name stands beside it, so it is decoration. */
  alt?: string
}

/** The picture of a card, or the initials. */
export function ContactFace({ contact, size = 36, alt = '' }: Props) {
  const [failed, setFailed] = useState('')
  const { photo, ref } = contact
  if (photo !== '' && photo !== failed && !isSaving(ref))
    return (
      <img
        className="contact-face"
        data-size={size}
        src={photoAddress(contact)}
        alt={alt}
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setFailed(photo)}
      />
    )
  return (
    <span className="contact-face" data-size={size} aria-hidden="true">
      {isGroup(contact) ? (
        <Users size={size / 2} strokeWidth={1.75} />
      ) : (
        <Avatar name={withoutTitle(contact.name) || contact.emails[0] || ''} size={40} />
      )}
    </span>
  )
}

/** "Ing. Chiara Baldelli" is CB. */
const withoutTitle = (name: string): string => name.replace(/^(?:\S+\.\s+)+/, '')

/** A new picture has a new address: the old one may be kept. */
export function photoAddress({ ref, photo }: Pick<Contact, 'ref' | 'photo'>): string {
  return `${api.contacts.getCardPhoto({ ref })}?v=${encodeURIComponent(photo)}`
}
