import { createRouter } from '@tanstack/react-router'
import { routeTree } from '../routes/tree.tsx'

export const router = createRouter({ routeTree, defaultPreload: false, scrollRestoration: false })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
