// Package scenario says what goes wrong for whom: the table of scenarios, the provider's exceptions, the texts and faults
// that scenarios put into replies, and which scenario holds for a session or a login.
package scenario
