// Package sandbox is the Account Information Service offline: the API, the SignIn widget and a bank, in one process.
//
// It answers with the provider's own paths, parameters, envelopes and exception names, so that a client written for
// the test API works against it unchanged but for the base URL, and it can be told to fail in every way that is known
// of the real service (see [Scenarios]). It shares no code with the client of this module: an error in one shows in
// the other.
//
// # In a program
//
//	sb, err := sandbox.New(sandbox.Options{Seed: 1})
//	defer sb.Close(ctx)
//	sb.APIURL()    // base URL for the client, "/v1/..." follows
//	sb.Key()       // X-Api-Key
//	sb.WidgetURL() // script of the sign-in widget
//	sb.Client()    // client id for the widget
//
// # In a test suite
//
// [Start] needs no more than a testing.TB and cleans up after itself.
//
// # Packages
//
// bank invents customers; analytics computes the answers of the Analytical Services from them; widget is the frame, its script and the bank's window; scenario says what goes wrong for whom;
// state remembers sessions, imports and owners, and knows the day's bank; api answers the provider's paths; control
// serves the second origin with the widget, the redirection page and the control page. They import in this order.
//
// # What is invented
//
// Where the provider's documentation says nothing, the sandbox's choice stands in the files assumptions.go of its packages, and the numbers of the
// Analytical Services are the sandbox's own: they are computed from the generated data, but not with the provider's
// methods.
package sandbox
