import type { Plugin } from 'vite'

const files = /[/\\]packages[/\\]contract[/\\]src[/\\](admin-)?routes\.ts$/

/**
 * Of the contract's routes a browser calls with their method and path, and never looks at the schemas: they stay behind in the
 * build, a fifth of what the app weighs before the first row.
 */
export function routesAlone(): Plugin {
  return {
    name: 'routes-alone',
    apply: 'build',
    async load(id) {
      const found = files.exec(id)
      if (found === null) return null
      // Only here: whoever reads the configuration need not have built the contract.
      const { adminRoutes, routes } = await import('@staffetta/contract')
      return found[1] === undefined
        ? `export const routes = ${JSON.stringify(calledBy(routes))}`
        : `export const adminRoutes = ${JSON.stringify(calledBy(adminRoutes))}`
    },
  }
}

function calledBy(areas: Record<string, object>): unknown {
  return mapValues(areas, (area) =>
    mapValues(
      area as Record<string, { method: string; path: string; answer: string; body?: unknown }>,
      (route) => {
        const { method, path, answer, body } = route
        return { method, path, answer, ...(body !== undefined && { body: body === 'bytes' ? body : {} }) }
      },
    ),
  )
}

function mapValues<T>(object: Record<string, T>, map: (value: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]))
}
