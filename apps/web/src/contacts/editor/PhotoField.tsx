import { Button, Dialog, Field } from '@staffetta/ui'
import { ImagePlus, Trash } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { ContactFace, photoAddress } from '../ContactFace.tsx'
import type { Contact } from '../state/contact.ts'
import type { PhotoChange } from '../state/mutations.ts'
import { type Crop, drawSquare, moved, squareOf, wholeCrop } from './crop.ts'

interface Props {
  contact: Contact
  photo: PhotoChange
  onChange: (photo: PhotoChange) => void
}

const most = 30 * 1024 * 1024

/** The picture of a person: chosen, cut to a square, or taken away. */
export function PhotoField({ contact, photo, onChange }: Props) {
  const { t } = useI18n()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const shown = useAddress(photo ?? null)
  const has = photo === undefined ? contact.photo !== '' : photo !== null
  const name = contact.name || t('contacts.new')
  return (
    <div className="photo-field">
      {shown !== null ? (
        <img className="contact-face" data-size={96} src={shown} alt={t('contacts.photo.of', { name })} />
      ) : photo === undefined && has ? (
        <img
          className="contact-face"
          data-size={96}
          src={photoAddress(contact)}
          alt={t('contacts.photo.of', { name })}
        />
      ) : (
        <ContactFace contact={{ ...contact, photo: '' }} size={96} />
      )}
      <div>
        <Button icon={ImagePlus} onClick={() => input.current?.click()}>
          {t(has ? 'contacts.photo.change' : 'contacts.photo.choose')}
        </Button>
        {has && (
          <Button kind="ghost" icon={Trash} onClick={() => onChange(contact.photo === '' ? undefined : null)}>
            {t('contacts.photo.remove')}
          </Button>
        )}
        {wrong && <p role="alert">{t('contacts.photo.wrong')}</p>}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
        onChange={({ target }) => {
          const [chosen] = target.files ?? []
          target.value = ''
          if (!chosen) return
          setWrong(chosen.size > most)
          if (chosen.size <= most) setFile(URL.createObjectURL(chosen))
        }}
      />
      {file !== null && (
        <CropDialog
          source={file}
          onDone={(blob) => {
            URL.revokeObjectURL(file)
            setFile(null)
            if (blob) onChange(blob)
          }}
          onWrong={() => {
            URL.revokeObjectURL(file)
            setFile(null)
            setWrong(true)
          }}
        />
      )}
    </div>
  )
}

function useAddress(photo: Blob | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = photo && URL.createObjectURL(photo)
    setAddress(made)
    return () => {
      if (made) URL.revokeObjectURL(made)
    }
  }, [photo])
  return address
}

interface CropProps {
  source: string
  onDone: (blob: Blob | null) => void
  onWrong: () => void
}

const step = 0.05
const mostZoom = 4

/** Which square of the picture: dragged, or moved with the arrows. */
function CropDialog({ source, onDone, onWrong }: CropProps) {
  const { t } = useI18n()
  const image = useRef<HTMLImageElement>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const [crop, setCrop] = useState<Crop>(wholeCrop)
  const square = size && squareOf(size, crop)
  const move = (x: number, y: number) => size && setCrop((now) => moved(size, now, { x, y }))
  return (
    <Dialog
      title={t('contacts.photo.crop')}
      onClose={() => onDone(null)}
      actions={
        <>
          <Button onClick={() => onDone(null)}>{t('actions.cancel')}</Button>
          <Button
            kind="primary"
            disabled={!size}
            onClick={() => void drawSquare(image.current!, crop).then(onDone, onWrong)}
          >
            {t('contacts.photo.use')}
          </Button>
        </>
      }
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- What is dragged is moved by the arrows as well. */}
      <div
        className="crop"
        role="group"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It takes the arrows.
        tabIndex={0}
        aria-label={t('contacts.photo.move')}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
          const { width } = event.currentTarget.getBoundingClientRect()
          move(-event.movementX / width, -event.movementY / width)
        }}
        onKeyDown={(event) => {
          const by = {
            ArrowLeft: [-step, 0],
            ArrowRight: [step, 0],
            ArrowUp: [0, -step],
            ArrowDown: [0, step],
          }[event.key]
          if (!by) return
          event.preventDefault()
          move(by[0]!, by[1]!)
        }}
      >
        <img
          ref={image}
          src={source}
          alt=""
          draggable={false}
          onLoad={({ currentTarget }) =>
            setSize({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }
          onError={onWrong}
          style={
            square && size
              ? {
                  width: `${(size.width / square.side) * 100}%`,
                  height: `${(size.height / square.side) * 100}%`,
                  left: `${(-square.left / square.side) * 100}%`,
                  top: `${(-square.top / square.side) * 100}%`,
                }
              : { visibility: 'hidden' }
          }
        />
      </div>
      <Field
        label={t('contacts.photo.zoom')}
        type="range"
        min={1}
        max={mostZoom}
        step={0.05}
        value={crop.zoom}
        onChange={({ target }) => setCrop((now) => ({ ...now, zoom: Number(target.value) }))}
      />
    </Dialog>
  )
}
