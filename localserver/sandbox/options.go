package sandbox

import (
	"fmt"
	"log/slog"
	"math"
	"time"
)

// Client id and API key of a sandbox that is given none. They guard made-up data and are no secrets: with them
// any program on this machine can use the sandbox, and no key of the provider has to be configured for it.
const (
	DefaultClient = "sandbox-test"
	DefaultKey    = "e80e15db3e831820dd7e4197d106d72a"
)

// Options tune a sandbox. The zero value is a good one: free loopback ports, seed 1, no failures, real time.
type Options struct {
	// APIAddr is where the API listens, "127.0.0.1:0" if empty. Port 0 takes a free port.
	APIAddr string
	// WidgetAddr is where the widget, the bank's window and the control page listen, "127.0.0.1:0" if empty. On
	// loopback the port is also taken on ::1 if possible, because pages address it as localhost.
	WidgetAddr string
	// Hosts are further names by which the sandbox may be addressed when it listens beyond loopback.
	Hosts []string
	// Seed decides customers, ids and the order of unstable lists. 0 is 1.
	Seed uint64
	// CustomersFile is a TOML or JSON file of customers to serve beside the built-in ones. Its logins go before theirs.
	CustomersFile string
	// OnlyCustomers serves the customers of the file alone.
	OnlyCustomers bool
	// Scenario is the scenario for every login that has none of its own, "ok" if empty. Several are joined with "+".
	Scenario string
	// Speed divides the time an import takes, 1 if 0: about seven seconds.
	Speed float64
	// Now is the clock, time.Now if nil. The control API can advance it.
	Now func() time.Time
	// At is a time at which the clock stands, unless it is zero: the same requests then get the same bytes on every day, and
	// imports finish all the same: each look at one counts for two seconds, at every Speed. It goes before Now.
	At time.Time
	// Client is the client id that the widget accepts, DefaultClient if empty.
	Client string
	// Key is the API key, DefaultKey if empty.
	Key string
	// Received is called with every request after it was answered, from several goroutines; may be nil.
	Received func(Request)
	// Log gets one record a request at debug level; nothing is logged if nil.
	Log *slog.Logger
}

func (o Options) withDefaults() (Options, error) {
	if o.APIAddr == "" {
		o.APIAddr = "127.0.0.1:0"
	}
	if o.WidgetAddr == "" {
		o.WidgetAddr = "127.0.0.1:0"
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Speed == 0 {
		o.Speed = 1
	}
	if !(o.Speed > 0) || math.IsInf(o.Speed, 0) {
		return o, fmt.Errorf("speed %v: it must be a number above 0", o.Speed)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Client == "" {
		o.Client = DefaultClient
	}
	if o.Key == "" {
		o.Key = DefaultKey
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Scenario == "" {
		o.Scenario = "ok"
	}
	return o, nil
}
