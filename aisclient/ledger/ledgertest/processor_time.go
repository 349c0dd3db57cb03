//go:build unix

package ledgertest

import (
	"syscall"
	"testing"
)

// ProcessorTime is what this process has used in milliseconds: on a machine that others use too it says more
// than the clock.
func ProcessorTime(b *testing.B) float64 {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e6
}
