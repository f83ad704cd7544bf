import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { migrate, openDatabase } from './db/open.ts'

async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const db = openDatabase(config.databaseUrl, () => undefined)
  await migrate(db)
  const app = await buildApp({ config, db })
  await app.listen({ host: config.host, port: config.port })
  const close = () => {
    // Streams that stay open must not hold the server: systemd waits 90 seconds and then kills.
    setTimeout(() => process.exit(0), 5_000).unref()
    void app
      .close()
      .then(() => db.destroy())
      .then(() => process.exit(0))
  }
  process.once('SIGTERM', close)
  process.once('SIGINT', close)
}

try {
  await serve()
} catch (error) {
  process.stderr.write(
    error instanceof ConfigError
      ? `Staffetta cannot start:\n${error.message}\n`
      : `${String((error as Error).stack)}\n`,
  )
  process.exit(1)
}
