import './use-links.css'
import { Button, Dialog } from '@staffetta/ui'
import { TriangleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { openComposer } from '../composer/open.ts'
import type { FrameLinks } from './frame-links.ts'
import { useSafeHtml } from './safe-html-loader.ts'

interface Truth {
  href: string
  host: string
  claimed: string | null
}

/** Where links lead is said before they are followed, and asked where their words say something else. */
export function useLinks(): FrameLinks & { element: ReactNode } {
  const { t } = useI18n()
  const { describeLink } = useSafeHtml()
  const [hovered, setHovered] = useState<Truth | null>(null)
  const [asked, setAsked] = useState<Truth | null>(null)

  const onOpen = ({ href, text }: { href: string; text: string }) => {
    const truth = describeLink(href, text)
    if (href.startsWith('mailto:'))
      openComposer({ kind: 'new', to: [{ name: '', address: mailtoAddress(href) }] })
    else if (truth.claimed === null) open(href)
    else setAsked(truth)
  }
  const element = (
    <>
      {hovered && (
        <div className="message-link-truth" role="status">
          {hovered.host === '' ? hovered.href : <Address truth={hovered} />}
        </div>
      )}
      {asked && (
        <Dialog
          title={t('message.link.title')}
          icon={TriangleAlert}
          tone="warn"
          alert
          onClose={() => setAsked(null)}
          actions={
            <>
              <Button
                size="form"
                kind="ghost"
                onClick={() => {
                  open(asked.href)
                  setAsked(null)
                }}
              >
                {t('message.link.follow')}
              </Button>
              <Button size="form" kind="primary" autoFocus onClick={() => setAsked(null)}>
                {t('message.link.stay')}
              </Button>
            </>
          }
        >
          <p>{t('message.link.claims', { claimed: asked.claimed ?? '', host: asked.host })}</p>
          <p className="message-link-address">{asked.href}</p>
        </Dialog>
      )}
    </>
  )
  return { onHover: (link) => setHovered(link && describeLink(link.href, link.text)), onOpen, element }
}

function Address({ truth }: { truth: Truth }) {
  const rest = truth.href.replace(/^https?:\/\/[^/]+/, '')
  return (
    <>
      <strong>{truth.host}</strong>
      {rest === '/' ? '' : rest}
    </>
  )
}

function open(href: string): void {
  window.open(href, '_blank', 'noopener,noreferrer')
}

function mailtoAddress(href: string): string {
  const address = href.slice('mailto:'.length).split('?')[0]!
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
