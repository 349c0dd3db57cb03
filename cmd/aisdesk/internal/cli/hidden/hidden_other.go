//go:build !unix || aix || solaris

package hidden

import "errors"

// Begin fails: the system has other ways.
func Begin(int) error { return errors.ErrUnsupported }
