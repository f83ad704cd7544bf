import { loopback } from './ports.ts'
import type { Runner } from './unprivileged.ts'

/** What a configuration of Dovecot is made from. */
export interface DovecotLayout {
  /** Mail, indexes, passwords: kept as long as the caller keeps the folder. */
  data: string
  /** Sockets; its path has to be short. */
  run: string
  ports: { imap: number; imaps: number; lmtp: number; sieve: number }
  certPath: string
  keyPath: string
  runner: Runner
  /** A passwd-file of people, or undefined where anybody may come with the password `password`. */
  peoplePath: string | undefined
  /** Where Sieve sends automatic replies and forwarded mail (an SMTP port without authentication). */
  relayPort: number | undefined
  /** Full-text search is left out where Debian has no fts-xapian. */
  fts: boolean
  quotaMb: number
  /** Says whose token somebody brings: OAUTHBEARER and XOAUTH2 are offered. */
  userinfoUrl: string | undefined
  /** A passwd-file of those who may sign in for anybody, as `person*master`. */
  mastersPath: string | undefined
  /** True for data that must survive a power cut; tests are quicker without. */
  durable: boolean
}

// What a list row and a message need, kept in the index from delivery on, so that Dovecot opens no message for a list.
export const cachedFields = [
  'flags',
  'date.received',
  'date.sent',
  'date.save',
  'size.virtual',
  'size.physical',
  'mime.parts',
  'imap.envelope',
  'imap.bodystructure',
  'body.snippet',
  'hdr.message-id',
  'hdr.references',
  'hdr.in-reply-to',
  'hdr.subject',
  'hdr.from',
  'hdr.to',
  'hdr.cc',
  'hdr.date',
  'hdr.list-id',
  'hdr.importance',
  'hdr.x-priority',
  'hdr.content-type',
].join(' ')

export const specialMailboxes = ['Drafts', 'Sent', 'Junk', 'Trash', 'Archive']

const special = specialMailboxes
  .map((name) => `  mailbox ${name} {\n    auto = subscribe\n    special_use = \\${name}\n  }`)
  .join('\n')

/** How Dovecot 2.3 asks whose a token is; in a file of its own. */
export const oauth23 = (userinfoUrl: string): string =>
  `introspection_mode = auth\nintrospection_url = ${userinfoUrl}\nusername_attribute = email\n`

/** The configuration for Dovecot 2.3 (Debian 12). */
export function dovecot23(layout: DovecotLayout): string {
  const { data, run, ports, runner } = layout
  const plugins = ['acl', 'quota', 'notify', ...(layout.fts ? ['fts', 'fts_xapian'] : [])].join(' ')
  const people = layout.peoplePath
  const { userinfoUrl, mastersPath } = layout
  return `
protocols = imap lmtp sieve
listen = ${loopback}
base_dir = ${run}
state_dir = ${data}/state
instance_name = staffetta
log_path = ${data}/dovecot.log
verbose_proctitle = no
shutdown_clients = yes
default_internal_user = ${runner.user}
default_internal_group = ${runner.group}
default_login_user = ${runner.user}
first_valid_uid = 0
first_valid_gid = 0
default_process_limit = 100
default_client_limit = 4000
default_vsz_limit = 1G

ssl = yes
ssl_cert = <${layout.certPath}
ssl_key = <${layout.keyPath}
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = no
auth_mechanisms = plain login${userinfoUrl ? ' oauthbearer xoauth2' : ''}
auth_failure_delay = 0
auth_username_format = %Lu
${
  userinfoUrl
    ? `passdb {
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  args = ${data}/oauth2.conf
}`
    : ''
}
${
  mastersPath
    ? `auth_master_user_separator = *
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${mastersPath}
  mechanisms = plain login
  master = yes
}`
    : ''
}
${
  people
    ? `passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${people}
  mechanisms = plain login
}
userdb {
  driver = passwd-file
  args = username_format=%u ${people}
  default_fields = uid=${runner.uid} gid=${runner.gid} home=${data}/home/%u
}`
    : `passdb {
  driver = static
  args = password=password
  mechanisms = plain login
}
userdb {
  driver = static
  args = uid=${runner.uid} gid=${runner.gid} home=${data}/home/%u allow_all_users=yes
}`
}

mail_location = maildir:~/Maildir:LAYOUT=fs:INDEX=~/index
mail_plugins = ${plugins}
mail_fsync = ${layout.durable ? 'optimized' : 'never'}
mail_max_userip_connections = 0
mail_always_cache_fields = ${cachedFields}
mail_never_cache_fields =
mail_attachment_detection_options = add-flags
maildir_very_dirty_syncs = yes
mailbox_list_index = yes

namespace inbox {
  type = private
  separator = /
  prefix =
  inbox = yes
${special}
}
namespace shared {
  type = shared
  separator = /
  prefix = shared/%%u/
  location = maildir:%%h/Maildir:LAYOUT=fs:INDEX=%%h/index:INDEXPVT=~/shared/%%u
  subscriptions = no
  list = children
}

protocol imap {
  mail_plugins = ${plugins} imap_quota imap_acl
  imap_idle_notify_interval = 2 mins
}
protocol lmtp {
  mail_plugins = ${plugins} sieve
}
lmtp_rcpt_check_quota = yes
recipient_delimiter = +
lda_mailbox_autocreate = yes
lda_mailbox_autosubscribe = yes
hostname = dovecot.localhost
postmaster_address = postmaster@localhost
${layout.relayPort ? `submission_host = ${loopback}:${layout.relayPort}` : ''}

plugin {
  acl = vfile
  ${mastersPath ? '# A master is the person they came for, also to the ACL.\n  acl_user = %u' : ''}
  acl_shared_dict = file:${data}/shared-mailboxes
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=${layout.quotaMb}M
  quota_rule2 = Trash:storage=+10%%
  quota_grace = 0%%
  sieve = file:~/sieve;active=~/.dovecot.sieve
  sieve_extensions = +vacation-seconds +editheader
  sieve_vacation_min_period = 0
  sieve_max_script_size = 1M
  fts = xapian
  fts_xapian = partial=3 full=20 verbose=0
  fts_autoindex = yes
  fts_enforced = yes
  fts_autoindex_exclude = \\Trash
}

service anvil {
  client_limit = 20000
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  service_count = 0
  process_limit = 8
  process_min_avail = 1
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service imap {
  process_limit = 4000
  process_min_avail = 2
}
service managesieve-login {
  chroot =
  service_count = 0
  inet_listener sieve {
    port = ${ports.sieve}
  }
  inet_listener sieve_deprecated {
    port = 0
  }
}
service lmtp {
  user = ${runner.user}
  inet_listener lmtp {
    port = ${ports.lmtp}
  }
}
service auth {
  client_limit = 20000
  user = ${runner.user}
}
service auth-worker {
  user = ${runner.user}
}
service indexer-worker {
  user = ${runner.user}
  process_limit = 2
  vsz_limit = 2G
}
`
}
