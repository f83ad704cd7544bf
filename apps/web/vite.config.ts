import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './compressed.ts'
import { messageFrame } from './message-frame.ts'
import { routesAlone } from './routes-alone.ts'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
// A build is told from another by its moment: the kept cache of another build is not read.
const build = `${version}+${Date.now().toString(36)}`

export default defineConfig({
  plugins: [react(), messageFrame(), routesAlone(), compressed()],
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
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Few files before the first row: each request costs its headers and a turn of the connection.
          groups: [
            {
              name: 'vendor',
              test: /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|typebox|idb-keyval)\//,
            },
            // A hundred pictures of 200 bytes each: alone their headers were three times as heavy.
            { name: 'icons', test: /node_modules\/lucide-react\// },
            {
              name: 'app',
              test: (id) =>
                /\/apps\/web\/src\/(app\/|mail\/[\w-]+\.tsx?$)|\/packages\/(ui|contract|i18n)\/src\//.test(
                  id,
                ) &&
                !/Panel\.tsx$|QrCode|SideSections|announcement|(admin|enrolment|check|preference)-|sayings|catalogue-|\/(combobox|date|toolbar)\/|Menu\.css$|Dialog\.css$|Popover\.css$|Toast|Tree|ShortcutsDialog|work-rules|working-week|\/app\/(hours|import|sign-in)\//.test(
                  id,
                ),
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: process.env['STAFFETTA_BFF'] ?? 'http://127.0.0.1:3000', changeOrigin: false },
    },
  },
})
