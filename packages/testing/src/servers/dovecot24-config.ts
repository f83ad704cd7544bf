import { cachedFields, type DovecotLayout, specialMailboxes } from './dovecot-config.ts'
import { loopback } from './ports.ts'

/** The same server in the configuration language of Dovecot 2.4 (Debian 13). */
export function dovecot24(layout: DovecotLayout, version: string): string {
  const { data, run, ports, runner } = layout
  const people = layout.peoplePath
  const special = specialMailboxes.map(
    (name) => `  mailbox ${name} {\n    auto = subscribe\n    special_use = \\${name}\n  }`,
  )
  return `
dovecot_config_version = ${version}
dovecot_storage_version = ${version}
protocols = imap lmtp sieve
listen = ${loopback}
base_dir = ${run}
state_dir = ${data}/state
instance_name = staffetta
log_path = ${data}/dovecot.log
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
ssl_server_cert_file = ${layout.certPath}
ssl_server_key_file = ${layout.keyPath}
auth_allow_cleartext = yes
auth_mechanisms = plain login${layout.userinfoUrl ? ' oauthbearer xoauth2' : ''}
auth_failure_delay = 0
${
  layout.userinfoUrl
    ? // Since 2.4 the mechanisms ask without a passdb.
      `oauth2 {
  introspection_mode = auth
  introspection_url = ${layout.userinfoUrl}
  username_attribute = email
}`
    : ''
}
${
  layout.mastersPath
    ? `auth_master_user_separator = *
passdb masters {
  driver = passwd-file
  passwd_file_path = ${layout.mastersPath}
  default_password_scheme = plain
  mechanisms_filter = plain login
  master = yes
}`
    : ''
}
${
  people
    ? `passdb passwd-file {
  passwd_file_path = ${people}
  default_password_scheme = plain
}
userdb passwd-file {
  passwd_file_path = ${people}
  fields {
    uid:default = ${runner.uid}
    gid:default = ${runner.gid}
    home:default = ${data}/home/%{user | lower}
  }
}`
    : `passdb static {
  password = password
}
userdb static {
  allow_all_users = yes
  fields {
    uid = ${runner.uid}
    gid = ${runner.gid}
    home = ${data}/home/%{user | lower}
  }
}`
}

mail_home = ${data}/home/%{user | lower}
mail_driver = maildir
mail_path = ~/Maildir
mail_index_path = ~/index
mailbox_list_layout = fs
mail_plugins {
  acl = yes
  quota = yes
  notify = yes
  ${layout.fts ? 'fts = yes\n  fts_xapian = yes' : ''}
}
mail_fsync = ${layout.durable ? 'optimized' : 'never'}
mail_max_userip_connections = 0
mail_always_cache_fields = ${cachedFields}
mail_attachment_detection_options = add-flags
maildir_very_dirty_syncs = yes
mailbox_list_index = yes

namespace inbox {
  type = private
  separator = /
  prefix =
  inbox = yes
${special.join('\n')}
  mailbox Trash {
    fts_autoindex = no
    quota_storage_extra = ${Math.ceil(layout.quotaMb / 10)}M
  }
}
namespace shared {
  type = shared
  separator = /
  prefix = shared/$user/
  mail_path = %{owner_home}/Maildir
  mail_index_path = %{owner_home}/index
  mail_index_private_path = ~/shared/%{owner_user}
  subscriptions = no
  list = children
}

protocol imap {
  mail_plugins {
    imap_quota = yes
    imap_acl = yes
  }
  imap_idle_notify_interval = 2 mins
}
protocol lmtp {
  mail_plugins {
    sieve = yes
  }
}
lmtp_rcpt_check_quota = yes
recipient_delimiter = +
lda_mailbox_autocreate = yes
lda_mailbox_autosubscribe = yes
hostname = dovecot.localhost
postmaster_address = postmaster@localhost
${layout.relayPort ? `submission_host = ${loopback}:${layout.relayPort}` : ''}

acl_driver = vfile
${layout.mastersPath ? '# A master is the person they came for, also to the ACL.\nacl_user = %{user}' : ''}
acl_sharing_map {
  dict file {
    path = ${data}/shared-mailboxes
  }
}
quota "User quota" {
  storage_size = ${layout.quotaMb}M
  storage_grace = 0
}
sieve_script personal {
  driver = file
  path = ~/sieve
  active_path = ~/.dovecot.sieve
}
sieve_extensions {
  vacation-seconds = yes
  editheader = yes
}
sieve_vacation_min_period = 0
sieve_max_script_size = 1M
${
  layout.fts
    ? `fts_autoindex = yes
fts_search_add_missing = yes
fts xapian {
  partial = 3
}
language en {
  default = yes
}`
    : ''
}

service anvil {
  chroot =
  client_limit = 20000
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
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
  inet_listener sieve {
    port = ${ports.sieve}
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
