// The attempt's token comes in the fragment and must leave the address before the widget's script is loaded:
// that script sends window.location.href to its own host. sessionStorage keeps it for a reload of this tab.
const TOKEN = 'aisdesk.token';
const MINE = 'aisdesk.finished';

let held = '';

function store(key, value) {
  try { sessionStorage.setItem(key, value); } catch { /* storage is blocked: the token lives until a reload */ }
}

function stored(key) {
  try { return sessionStorage.getItem(key) || ''; } catch { return ''; }
}

export function takeToken() {
  const fragment = location.hash.slice(1);
  if (location.hash || location.search) history.replaceState(null, '', location.pathname);
  if (/^[A-Z2-7]{26}$/.test(fragment)) {
    held = fragment;
    store(TOKEN, fragment);
  }
  return held || stored(TOKEN);
}

// A sign-in that this very tab has completed, so that a reload says so instead of "in another tab".
export const rememberFinished = (token) => store(MINE, token);
export const finishedHere = (token) => stored(MINE) === token;
