//go:build !unix || aix || solaris

package crash

import (
	"errors"
	"os"
)

// Watch is not to be had here.
type Watch struct{}

// Begin fails always: there is no watch on this system.
func Begin(*os.File, string) (*Watch, error) { return nil, errors.New("no watch on this system") }

// End does nothing.
func (*Watch) End() {}

// Watching is false: there is no second process here.
func Watching() bool { return false }

// NoCore does nothing: this system has no limit for it.
func NoCore() {}

// EndQuietly does nothing: this system has no such signals.
func EndQuietly() {}
