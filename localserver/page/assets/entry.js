// The entry page takes the token out of its address and makes way for the page proper, which never had it there: no
// entry of its history or timing, no referrer and no script of the provider's can tell it.
import { keepToken } from '/token.js';

keepToken(location.hash.slice(1));
location.replace('/sign-in');
