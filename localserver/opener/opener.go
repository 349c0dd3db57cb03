// Package opener has the ways to open an address in the user's browser: the desktop's own, and commands of the user's.
package opener

import "context"

// Opener opens a URL in the user's browser: a file on this disk that leads to a page, or the page's address. asked tells that
// the user asked for this very opening, by a key or a flag. Open may take as long as the browser runs: it is called off every
// loop, its success is taken for nothing, and its error is shown. It must end soon after its context.
type Opener interface {
	Open(ctx context.Context, url string, asked bool) error
}

// ReadsFiles reports whether the opener's browser reads files of this machine and this user. One that does not say is taken to.
func ReadsFiles(o Opener) bool {
	r, says := o.(interface{ ReadsFiles() bool })
	return !says || r.ReadsFiles()
}
