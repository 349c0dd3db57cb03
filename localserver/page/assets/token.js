// The attempt's token comes in the fragment of the entry page's address. sessionStorage hands it to the page proper, and
// keeps it for a reload of this tab, together with the name that this tab has made up for itself.
const TOKEN = 'aisdesk.token';
const TAB = 'aisdesk.tab';

function store(key, value) {
  try { sessionStorage.setItem(key, value); return true; } catch { return false; }
}

function stored(key) {
  try { return sessionStorage.getItem(key) || ''; } catch { return ''; }
}

const form = /^[A-Z2-7]{26}$/;

// Where storage is blocked the window's name takes the token across, once: a reload then needs the link again.
export function keepToken(token) { if (form.test(token) && !store(TOKEN, token)) name = token; }

export function keptToken() {
  const carried = form.test(name) ? name : '';
  if (carried) name = '';
  return stored(TOKEN) || carried;
}

// Nobody else knows the tab's name, so that the program can tell this tab's session from another program's.
export function tabName() {
  const kept = stored(TAB) || Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, '0')).join('');
  store(TAB, kept);
  return kept;
}
