import '@staffetta/ui/tokens/tokens.css'
import './fonts.css'
import './page.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { applyTheme, device } from './app/device.ts'
import { I18nProvider, loadLocale } from './app/i18n.tsx'
import { queryClient } from './app/query-client.ts'
import { router } from './app/router.tsx'
import { maybeSignedIn, remembered, session } from './app/session.ts'
import { startSession } from './app/start-session.ts'
import { loadFrame, loadMail } from './routes/load-mail.ts'
import { loadLogin } from './routes/tree.tsx'

applyTheme()
// Whoever was in goes straight to the mail: its code comes in while the language and the session do.
if (remembered()) void Promise.all([loadFrame(), loadMail()]).catch(() => undefined)
else if (!maybeSignedIn()) void loadLogin().catch(() => undefined)
await Promise.all([loadLocale(device.get().language), startSession()])

session.subscribe(() => {
  const { state } = session.get()
  if (state === 'out' || state === 'in') void router.invalidate()
})

createRoot(document.getElementById('root')!, {
  // React's own error only says that it could go on; why it had to is the cause.
  onRecoverableError: (error) => reportError((error as Error).cause ?? error),
}).render(
  <QueryClientProvider client={queryClient}>
    <I18nProvider>
      <RouterProvider router={router} />
    </I18nProvider>
  </QueryClientProvider>,
)
