// Package localserver serves the link page: the one page on this machine's loopback address that hosts the
// provider's sign-in widget and hands the session it yields to the terminal.
//
// A Page is one verification's page. It listens on 127.0.0.1 only, takes nothing without the sign-in's
// token, and takes one session, once. It knows what the customer may know: that a sign-in is wanted, how far
// the import is, and that it ended. Nothing a bank says about anybody ever reaches it.
package localserver
