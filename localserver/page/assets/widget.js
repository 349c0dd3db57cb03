// The provider's widget: its script, its one embedding, its callbacks.
const text = (v) => (typeof v === 'string' ? v.slice(0, 1024) : typeof v === 'number' ? String(v) : undefined);

// Lets only the widget's own frame speak to the page. The provider's script looks at a message's origin, which any other
// frame of that origin has too. It must be called before that script is loaded: listeners are called in their order.
export function guardMessages() {
  addEventListener('message', (e) => {
    const frame = document.querySelector('#kontomatik iframe');
    if (!frame || e.source !== frame.contentWindow) e.stopImmediatePropagation();
  }, true);
}

// Loads the widget's script. Rejects when it does not come or is not the widget.
export function loadScript(url) {
  return new Promise((done, fail) => {
    const s = document.createElement('script');
    s.src = url;
    s.onload = () => (typeof window.embedKontomatik === 'function' ? done() : fail(new Error('the script is not the sign-in widget')));
    s.onerror = () => fail(new Error('the script could not be loaded'));
    document.head.append(s);
  });
}

// Embeds the widget in the element #kontomatik. on has: event(kind, data), started(), alive(), success(session).
// title names the widget's frame in the language of the page, for who hears it: the provider's script writes it in English.
// That script never removes its listener, so a callback can come twice: each is taken once.
export function embed(options, on, title) {
  const once = idempotent();
  const tell = (kind, data = {}) => { on.alive(); if (once(kind + JSON.stringify(data))) on.event(kind, data); };
  const callbacks = {
    onInitialized: () => tell('initialized'),
    onStarted: () => { tell('started'); on.started(); },
    onTargetSelected: (t) => tell('targetSelected', bank(t)),
    onCredentialEntered: () => tell('credentialEntered'),
    onUnsupportedTarget: (t, country, address) => tell('unsupportedTarget', unsupported(t, country, address)),
    onError: (cause, e = {}) => tell('error', { cause: text(cause) || '', target: text(e?.target), detail: text(e?.message) }),
    onUnloaded: () => tell('unloaded'),
    onSuccess: (target, id, signature, extra) => on.success(session(target, id, signature, extra)),
  };
  // The script forces screenshotZoomIn when it is given this callback, so only where screenshots are wanted.
  if (options.showScreenshots) callbacks.onScreenshotClicked = () => tell('screenshot');
  window.embedKontomatik({ ...options, divId: 'kontomatik', ...callbacks });
  document.querySelector('#kontomatik iframe')?.setAttribute('title', title);
}

// Today's script hands one object over, older ones gave positions.
const bank = (t) => (typeof t === 'string' ? { target: text(t) } : { target: text(t?.name), officialName: text(t?.officialName) });
const unsupported = (t, country, address) => (typeof t === 'object' && t
  ? { target: text(t.target), country: text(t.country), detail: text(t.address) }
  : { target: text(t), country: text(country), detail: text(address) });

const session = (target, id, signature, extra) => ({
  target: text(target), sessionId: text(id), sessionIdSignature: text(signature),
  options: { officialName: text(extra?.officialName), multipleAccessId: text(extra?.multipleAccessId) },
});

// The same callback within half a second is its own echo.
function idempotent() {
  const last = new Map();
  return (key) => {
    const now = performance.now();
    const fresh = !(now - last.get(key) < 500);
    last.set(key, now);
    return fresh;
  };
}
