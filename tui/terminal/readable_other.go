//go:build !unix

package terminal

import (
	"os"
	"time"
)

// readable says no: there nothing is asked, so no reply comes in pieces.
func readable(*os.File, time.Duration) bool { return false }
