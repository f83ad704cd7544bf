import './MailboxTree.css'
import type { Mailbox } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import {
  Button,
  Icon,
  IconButton,
  ProgressBar,
  Skeleton,
  Tree,
  useContextMenu,
  VisuallyHidden,
} from '@staffetta/ui'
import { FolderOpen, FolderPlus, FolderX, SquarePen, Users } from 'lucide-react'
import { useMemo } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useStore } from '../../app/store.ts'
import { copyTo, moveTo } from '../actions.ts'
import { openComposer } from '../composer/open.ts'
import { showDialog } from '../dialogs.ts'
import { draggedTarget, dragType } from '../message-list/drag.ts'
import { mailboxName } from '../names.ts'
import { mailQueries } from '../queries.ts'
import { useMailboxes } from '../use-mailboxes.ts'
import { mailboxIcon } from './icons.ts'
import { mailboxMenu } from './mailbox-menu.ts'
import {
  canHold,
  draggedMailbox,
  isMovable,
  mailboxDragType,
  moveMailbox,
  startMailboxDrag,
} from './move-mailbox.ts'
import { treeSections, type MailboxNode, type TreeSection } from './nodes.ts'
import { openFolders, setOpen } from './open-folders.ts'

interface Props {
  current: string
  onOpen: (mailboxId: string) => void
}

/** Scrivi, the folders, and how full the mailbox is. */
export function MailSide({ current, onOpen }: Props) {
  const { t, formats } = useI18n()
  const { data, isPending, error, refetch } = useQuery(mailQueries.mailboxes())
  const mailboxes = useMailboxes()
  const open = useStore(openFolders, (state) => state.ids)
  const sections = useMemo(() => treeSections(mailboxes, (id) => open.has(id), t), [mailboxes, open, t])
  const quota = data?.quota
  const share = quota && quota.totalBytes > 0 ? quota.usedBytes / quota.totalBytes : null

  return (
    <>
      <Button
        kind="primary"
        size="form"
        icon={SquarePen}
        className="side-compose"
        onClick={() => openComposer({ kind: 'new' })}
      >
        {t('mail.compose')}
      </Button>
      <nav className="side-folders" aria-label={t('tree.title')}>
        {isPending && <TreeSkeleton />}
        {error && !data && (
          <div className="side-failed" role="alert">
            <p>{sentenceOf(error, t)}</p>
            <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
          </div>
        )}
        {sections.map((section) =>
          section.nodes.length === 0 && section.id !== 'folders' ? null : (
            <Section
              key={section.id}
              section={section}
              twisties={sections.some((one) => one.twisties)}
              current={current}
              mailboxes={mailboxes}
              loaded={data !== undefined}
              onOpen={onOpen}
            />
          ),
        )}
      </nav>
      {quota && share !== null && (
        <div className="side-quota">
          <ProgressBar
            label={t('tree.quotaLabel')}
            share={share}
            tone={share > 0.95 ? 'bad' : share > 0.85 ? 'warn' : 'hue'}
          />
          <span>
            {t('tree.quota', {
              used: formats.size(quota.usedBytes),
              total: formats.size(quota.totalBytes),
              share: formats.percent(share),
            })}
          </span>
          {share > 0.95 && <span className="side-full">{t('tree.quotaFull')}</span>}
        </div>
      )}
    </>
  )
}

interface SectionProps {
  section: TreeSection
  /** One list with folders inside others makes room in all, so that icons stand in one line. */
  twisties: boolean
  current: string
  mailboxes: Mailbox[]
  loaded: boolean
  onOpen: (mailboxId: string) => void
}

const headings = { folders: 'tree.folders', shared: 'tree.offices', other: 'tree.others' } as const

function Section({ section, twisties, current, mailboxes, loaded, onOpen }: SectionProps) {
  const { t } = useI18n()
  const menu = useContextMenu(t('shell.folders'))
  const heading = section.id === 'roles' ? null : t(headings[section.id])
  const moveFolder = (folder: Mailbox, parentId: string | null) =>
    void moveMailbox(folder, parentId, (from, to) => from === current && onOpen(to)).catch((error: unknown) =>
      notify({
        text: t('tree.moveFailed', { name: mailboxName(folder, t), reason: sentenceOf(error, t) }),
        icon: FolderX,
      }),
    )
  const byId = (id: string) => mailboxes.find((mailbox) => mailbox.id === id)
  return (
    <>
      {heading && loaded && (
        <div
          className="side-heading"
          onDragOver={(event) => {
            if (section.id === 'folders' && folderOver(event)?.parentId) event.preventDefault()
          }}
          onDrop={(event) => {
            event.preventDefault()
            const folder = folderOver(event)
            if (folder) moveFolder(folder, null)
          }}
        >
          <h2>{heading}</h2>
          {section.id === 'folders' && (
            <IconButton
              icon={FolderPlus}
              size={28}
              label={t('tree.newFolder')}
              onClick={() => showDialog({ kind: 'new-mailbox', parent: null })}
            />
          )}
        </div>
      )}
      {section.nodes.length > 0 && (
        <Tree
          label={heading ?? t('tree.title')}
          nodes={section.nodes}
          twisties={twisties}
          current={current}
          renderNode={(node) => <MailboxFace node={node} />}
          onOpen={(id) => {
            if (byId(id)?.selectable) onOpen(id)
            else setOpen(id, !openFolders.get().ids.has(id))
          }}
          onToggle={setOpen}
          onMenu={(id, anchor) => {
            const mailbox = byId(id)
            if (mailbox) menu.open(anchor, mailboxMenu(mailbox, mailboxes, t))
          }}
          canDrag={(id) => {
            const mailbox = byId(id)
            return mailbox !== undefined && isMovable(mailbox)
          }}
          onDragStart={(event, id) => startMailboxDrag(event, byId(id)!)}
          canDrop={(event, id) => {
            const mailbox = byId(id)
            const folder = folderOver(event)
            if (folder) return mailbox !== undefined && canHold(mailbox, folder, mailboxes)
            return (
              event.dataTransfer.types.includes(dragType) &&
              Boolean(mailbox?.selectable && mailbox.can.insert)
            )
          }}
          onDrop={(event, id) => {
            const folder = folderOver(event)
            if (folder) return moveFolder(folder, id)
            const target = draggedTarget()
            if (!target) return
            if (event.ctrlKey) copyTo(target, id)
            else moveTo(target, id)
          }}
        />
      )}
      {menu.element}
    </>
  )
}

/** The folder that is being dragged over something, if it is one. */
function folderOver(event: React.DragEvent): Mailbox | null {
  return event.dataTransfer.types.includes(mailboxDragType) ? draggedMailbox() : null
}

function MailboxFace({ node }: { node: MailboxNode }) {
  const { t } = useI18n()
  const { mailbox } = node
  const icon =
    mailbox.namespace !== 'personal' && node.level === 1
      ? Users
      : node.expanded && mailbox.role === null
        ? FolderOpen
        : mailboxIcon(mailbox.role)
  return (
    <span className="mailbox" data-unread={(node.count > 0 && mailbox.role !== 'drafts') || undefined}>
      <Icon of={icon} size={18} />
      <span className="mailbox-name" title={mailbox.role ? node.name : mailbox.name}>
        {node.name}
      </span>
      {node.count > 0 && (
        <span className="mailbox-count">
          {node.count}
          {mailbox.role !== 'drafts' && <VisuallyHidden> {t('tree.unreadWord')}</VisuallyHidden>}
        </span>
      )}
    </span>
  )
}

function TreeSkeleton() {
  return (
    <div className="tree-skeleton" aria-hidden="true">
      {['62%', '38%', '46%', '52%', '70%', '44%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  )
}
