import { later } from '@staffetta/ui'
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { SignInPage } from '../app/sign-in/SignInPage.tsx'
import { welcome } from '../app/start-session.ts'
import { loadSignInAnnouncements } from './load-announcements.ts'
import { loadFrame, loadMail } from './load-mail.ts'

const login = getRouteApi('/login')
const [Announced] = later(loadSignInAnnouncements)

export function Login() {
  const navigate = useNavigate()
  const router = useRouter()
  const { to, problem, beside } = login.useSearch()
  // While the address is being typed the mail's code comes in.
  useEffect(() => {
    void Promise.all([loadFrame(), loadMail()]).catch(() => undefined)
  }, [])
  return (
    <SignInPage
      to={to}
      problem={problem}
      beside={beside}
      Announced={Announced}
      onSignedIn={(me) => {
        welcome(me)
        if (to === undefined) void navigate({ to: '/' })
        else router.history.push(to)
      }}
    />
  )
}
