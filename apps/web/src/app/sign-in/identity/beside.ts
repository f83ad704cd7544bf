/**
 * A window that went to a provider and came back has no opener any more (Cross-Origin-Opener-Policy): what it has to say it says to
 * every page of ours in this browser.
 */
const channel = () => new BroadcastChannel('staffetta.signed-in')

export function tellSignedIn(): void {
  const said = channel()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target, it is of one origin
  said.postMessage(null)
  said.close()
}

/** Also asks when this window is looked at again: the other one may have been closed before it could say anything. */
export function whenSignedInBeside(react: () => void): () => void {
  const heard = channel()
  heard.addEventListener('message', react)
  addEventListener('focus', react)
  return () => {
    heard.close()
    removeEventListener('focus', react)
  }
}
