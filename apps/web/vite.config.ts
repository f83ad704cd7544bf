import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
// A build is told from another by its moment: the kept cache of another build is not read.
const build = `${version}+${Date.now().toString(36)}`

export default defineConfig({
  plugins: [react()],
  define: { __STAFFETTA_VERSION__: JSON.stringify(build) },
  resolve: { conditions: ['@staffetta/source', 'module', 'browser', 'development|production'] },
  build: {
    target: ['chrome123', 'firefox125', 'safari17.5'],
    cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
    // The page may run no inline script and load no data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: 'hidden',
    reportCompressedSize: false,
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: process.env['STAFFETTA_BFF'] ?? 'http://127.0.0.1:3000', changeOrigin: false } },
  },
})
