export const COOKIE = '__Host-staffetta'
export const sessionCookie = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const
