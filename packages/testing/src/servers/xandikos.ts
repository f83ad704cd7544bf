import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnServer } from './child.ts'
import { freePort, isListening, loopback, until } from './ports.ts'
import { giveToRunner, privateFolder, shortFolder } from './unprivileged.ts'

export interface Xandikos {
  host: string
  port: number
  url: string
  stop: () => Promise<void>
}

/** Starts a Xandikos of its own (CalDAV and CardDAV over git). Every name is a new user with the password `password`. */
export async function startXandikos(): Promise<Xandikos> {
  if (!existsSync('/usr/bin/xandikos')) throw new Error('Xandikos is not installed. `npm test` installs it.')
  const run = shortFolder('xa', { inMemory: true })
  const data = privateFolder(join(run, 'data'))
  const port = await freePort()
  const launcher = join(run, 'launch.py')
  writeFileSync(launcher, program, { mode: 0o600 })
  giveToRunner(launcher)
  const server = spawnServer('/usr/bin/python3', [launcher, data, loopback, String(port)], {
    cwd: run,
    env: { HOME: run },
  })
  await until(() => isListening(port), {
    withinMs: 20_000,
    gone: server.gone,
    failure: () => `Xandikos did not start.\n${server.output()}`,
  })
  return {
    host: loopback,
    port,
    url: `http://${loopback}:${port}/`,
    stop: async () => {
      await server.end()
      rmSync(run, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Xandikos knows one user and no password: this stands for the proxy in front, and gives each user an app of their own. */
const program = `
import base64, logging, sys
from aiohttp import web
from xandikos.web import XandikosApp, XandikosBackend

directory, host, port = sys.argv[1:]
backend = XandikosBackend(directory)
apps = {}

def user_of(request):
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    name, _, password = base64.b64decode(token).decode("utf-8", "replace").partition(":")
    return name if name and "/" not in name and password == "password" else None

def app_of(user):
    if user not in apps:
        principal = "/%s/" % user
        backend.create_principal(principal, create_defaults=True)
        apps[user] = XandikosApp(backend, current_user_principal=principal.replace("%", "%%"))
    return apps[user]

async def handle(request):
    user = user_of(request)
    if user is None:
        return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="Xandikos"'})
    if request.path in ("/.well-known/caldav", "/.well-known/carddav"):
        return web.HTTPFound("/")
    if request.path != "/" and request.path.split("/")[1] != user:
        return web.Response(status=403)
    return await app_of(user).aiohttp_handler(request, "/")

logging.basicConfig(level=logging.WARNING)
app = web.Application(client_max_size=64 * 1024 * 1024)
app.router.add_route("*", "/{path_info:.*}", handle)
web.run_app(app, host=host, port=int(port), print=None, access_log=None)
`
