//go:build !linux

package untested

import "os"

// lent is an output of another process, which only Linux lends.
func lent(int, string) *os.File { return nil }
