export const loadFrame = () => import('./UserFrame.tsx')
export const loadMail = () => import('../mail/index.ts')
