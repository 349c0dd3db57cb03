package sandbox

import (
	"cmp"
	"context"
	"time"
)

// TB is what Start needs of a test; *testing.T, *testing.B and *testing.F have it.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Start runs a sandbox for the time of a test, with the first options if there are any; imports then take about 70 ms unless
// they have a Speed. It fails the test if the sandbox cannot start.
func Start(t TB, with ...Options) *Sandbox {
	t.Helper()
	var o Options
	if len(with) > 0 {
		o = with[0]
	}
	o.Speed = cmp.Or(o.Speed, 100)
	s, err := New(o)
	if err != nil {
		t.Fatalf("sandbox: %v", err)
		return nil
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		s.Close(ctx)
	})
	return s
}
