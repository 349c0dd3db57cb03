package sandbox

import (
	"context"
	"time"
)

// TB is what Start needs of a test; *testing.T, *testing.B and *testing.F have it.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Option changes the options of a test's sandbox.
type Option func(*Options)

// WithScenario starts under a scenario; see [Scenarios].
func WithScenario(name string) Option { return func(o *Options) { o.Scenario = name } }

// WithSpeed divides the time that imports take. Start's own is 100: about 70 ms.
func WithSpeed(x float64) Option { return func(o *Options) { o.Speed = x } }

// WithSeed chooses other customers and ids.
func WithSeed(seed uint64) Option { return func(o *Options) { o.Seed = seed } }

// WithNow replaces the clock.
func WithNow(now func() time.Time) Option { return func(o *Options) { o.Now = now } }

// WithTime lets the clock stand at a time: the same requests then get the same bytes on every day.
func WithTime(at time.Time) Option { return func(o *Options) { o.At = at } }

// WithCustomers serves the customers of a file beside the built-in ones.
func WithCustomers(file string) Option { return func(o *Options) { o.CustomersFile = file } }

// Start runs a sandbox for the time of a test. It fails the test if the sandbox cannot start.
func Start(t TB, opts ...Option) *Sandbox {
	t.Helper()
	o := Options{Speed: 100}
	for _, f := range opts {
		f(&o)
	}
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
