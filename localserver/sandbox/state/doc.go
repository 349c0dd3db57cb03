// Package state is what the sandbox remembers: sessions, commands, owners, repeated accesses, redirections and sign-ins,
// the catalog of banks, the clock, and the bank of the clock's day.
package state
