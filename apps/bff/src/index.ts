export { buildApp } from './app.ts'
export { ConfigError, readConfig, type Config } from './config.ts'
export { migrate, openDatabase, type Db } from './db/open.ts'
