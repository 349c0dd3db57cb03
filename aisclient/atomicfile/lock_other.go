//go:build !unix

package atomicfile

import "os"

// closesFirst says whether a file must be closed before it gets its name.
const closesFirst = true

// Lock does nothing here and says so by held; its error is always nil.
func Lock(*os.File) (held bool, err error) { return false, nil }
