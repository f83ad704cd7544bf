import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnServer } from './child.ts'
import { unpackedRoot, unpackPackages } from './debian-packages.ts'
import { isListening, loopback, until } from './ports.ts'
import { giveToRunner, shortFolder } from './unprivileged.ts'

/** Starts an nginx, unpacked beside the system, that gives each request to the next of the ports in turn, and to another when one is gone. */
export async function startRoundRobin(port: number, nodes: number[]): Promise<{ stop: () => Promise<void> }> {
  const root = await unpackedRoot('nginx')
  if (!existsSync(root)) await unpackPackages(root, ['nginx'])
  const dir = shortFolder('ngx')
  const path = join(dir, 'nginx.conf')
  writeFileSync(path, configuration(dir, port, nodes))
  giveToRunner(path)
  const server = spawnServer(join(root, 'usr/sbin/nginx'), ['-c', path, '-e', 'stderr', '-p', dir])
  const stop = async () => {
    await server.end('SIGTERM')
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await until(() => isListening(port), {
      withinMs: 10_000,
      gone: server.gone,
      failure: () => `nginx did not start.\n${server.output()}`,
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

/** As an installation would have it: nothing is held back of live events and downloads, nothing is sent twice that changes something. */
function configuration(dir: string, port: number, nodes: number[]): string {
  return `
daemon off;
worker_processes 1;
pid ${dir}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${dir}/body;
  proxy_temp_path ${dir}/proxy;
  fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi;
  scgi_temp_path ${dir}/scgi;
  client_max_body_size 0;
  upstream staffetta {
${nodes.map((node) => `    server ${loopback}:${node} max_fails=1 fail_timeout=2s;`).join('\n')}
    keepalive 32;
  }
  server {
    listen ${loopback}:${port};
    location / {
      proxy_pass http://staffetta;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_buffering off;
      proxy_request_buffering off;
      proxy_read_timeout 300s;
    }
  }
}
`
}
