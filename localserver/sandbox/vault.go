package sandbox

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"aisdesk/localserver/sandbox/bank"
)

// vault gives the bank of the day. Yesterday's is forgotten when the clock moves on: balances stay, history moves.
type vault struct {
	mu    sync.Mutex
	world *bank.World
}

// Customers lists who can sign in, by country: the customers of a file, or the built-in ones if it is "". It fails if
// the file cannot be read or is wrong.
func Customers(file string) ([]CustomerInfo, error) {
	specs, err := customerSpecs(file)
	if err != nil {
		return nil, err
	}
	var all []CustomerInfo
	for _, c := range specs {
		for _, country := range c.Countries {
			all = append(all, CustomerInfo{c.Login, c.Password, c.Code, country, c.About})
		}
	}
	return all, nil
}

func customerSpecs(file string) ([]bank.CustomerSpec, error) {
	if file == "" {
		return bank.Builtin(), nil
	}
	specs, err := bank.Load(file)
	if err != nil {
		return nil, fmt.Errorf("sandbox customers: %w", err)
	}
	return specs, nil
}

func newVault(o Options) (*vault, error) {
	specs, err := customerSpecs(o.CustomersFile)
	if err != nil {
		return nil, err
	}
	w, err := bank.NewWorld(o.Seed, today(o.Now()), specs)
	if err != nil {
		return nil, fmt.Errorf("sandbox customers: %w", err)
	}
	return &vault{world: w}, nil
}

// today is the bank's calendar day; the provider's timestamps are UTC and so are its days.
func today(now time.Time) bank.Day { return bank.DayOf(now.UTC()) }

func (v *vault) on(day bank.Day) *bank.World {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.world = v.world.At(day)
	return v.world
}

// customer finds who signs in. A country without customers of its own borrows another country's, so that every bank
// of the catalog lets somebody in.
func (v *vault) customer(day bank.Day, country, login string) (*bank.Customer, bool) {
	w := v.on(day)
	if c, ok := w.Customer(country, login); ok {
		return c, true
	}
	for _, r := range w.Customers() {
		if r.Country == country {
			return nil, false
		}
	}
	for _, r := range w.Customers() {
		if r.Login == login {
			return w.Customer(r.Country, login)
		}
	}
	return nil, false
}

// first is the country's first customer, who stands in for logins that are names of scenarios.
func (v *vault) first(day bank.Day, country string) (login string) {
	all := v.on(day).Customers()
	for _, r := range all {
		if r.Country == country {
			return r.Login
		}
	}
	return all[0].Login
}

// login splits what the customer typed: "test1", "test1+slow" and "slow" are test1, test1 under a scenario, and the
// country's first customer under a scenario.
func (v *vault) login(day bank.Day, country, typed string) (login, scenario string) {
	typed = strings.TrimSpace(typed)
	if _, ok := v.customer(day, country, typed); ok {
		return typed, ""
	}
	if name, scenario, ok := strings.Cut(typed, "+"); ok {
		if _, known := v.customer(day, country, name); known {
			return name, scenario
		}
	}
	if _, err := parseScenario(typed); err == nil && typed != "" {
		return v.first(day, country), typed
	}
	return typed, ""
}
