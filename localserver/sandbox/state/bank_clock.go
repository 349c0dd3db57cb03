package state

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/scenario"
)

// BankClock gives the bank of the day. Yesterday's is forgotten when the clock moves on: balances stay, history moves.
type BankClock struct {
	mu    sync.Mutex
	world *bank.World
}

// CustomerSpecs are the built-in customers and those of a file, if it is not ""; only leaves the built-in ones out. A login of
// the file goes before the built-in one of the same country. It fails if the file is wrong.
func CustomerSpecs(file string, only bool) ([]bank.CustomerSpec, error) {
	if file == "" {
		return bank.Builtin(), nil
	}
	specs, err := bank.Load(file, banks()...)
	if err != nil {
		return nil, err
	}
	if only {
		return specs, nil
	}
	return bank.Add(bank.Builtin(), specs), nil
}

// Replaced names the built-in customers whose login a file takes, as "test1 (pl)". A file that is wrong replaces none.
func Replaced(file string, only bool) (names []string) {
	if file == "" || only {
		return nil
	}
	specs, err := bank.Load(file, banks()...)
	if err != nil {
		return nil
	}
	for _, c := range specs {
		for _, country := range c.Countries {
			if slices.ContainsFunc(bank.Builtin(), func(b bank.CustomerSpec) bool { return b.Login == c.Login && slices.Contains(b.Countries, country) }) {
				names = append(names, fmt.Sprintf("%s (%s)", c.Login, country))
			}
		}
	}
	return names
}

// banks are those of the catalog.
func banks() (all []bank.Bank) {
	for _, l := range Catalogue {
		all = append(all, bank.Bank{Target: l.Name, Country: l.Country})
	}
	return all
}

// NewBankClock makes the bank of a day. It fails if the customers' file cannot be read or is wrong.
func NewBankClock(seed uint64, day bank.Day, customersFile string, only bool) (*BankClock, error) {
	specs, err := CustomerSpecs(customersFile, only)
	if err != nil {
		return nil, err
	}
	w, err := bank.NewWorld(seed, day, specs)
	if err != nil {
		return nil, err
	}
	return &BankClock{world: w}, nil
}

// Today is the bank's calendar day: the provider's, whose timestamps are UTC, or that of this machine's zone where it is still
// the day before. So no pay is booked on a day that is in the future for whoever looks at it.
func Today(now time.Time) bank.Day { return min(bank.DayOf(now.UTC()), bank.DayOf(now)) }

// World is the bank of the day.
func (v *BankClock) World(day bank.Day) *bank.World {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.world = v.world.At(day)
	return v.world
}

// Customer finds who signs in. A country without customers of its own borrows another country's, so that every bank
// of the catalog lets somebody in.
func (v *BankClock) Customer(day bank.Day, country, login string) (*bank.Customer, bool) {
	w := v.World(day)
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
func (v *BankClock) first(day bank.Day, country string) (login string) {
	all := v.World(day).Customers()
	for _, r := range all {
		if r.Country == country {
			return r.Login
		}
	}
	return all[0].Login
}

// SplitLogin splits what the customer typed: "test1", "test1+slow" and "slow" are test1, test1 under a scenario, and the
// country's first customer under a scenario.
func (v *BankClock) SplitLogin(day bank.Day, country, typed string) (login, named string) {
	typed = strings.TrimSpace(typed)
	if _, ok := v.Customer(day, country, typed); ok {
		return typed, ""
	}
	if name, named, ok := strings.Cut(typed, "+"); ok {
		if _, known := v.Customer(day, country, name); known {
			return name, named
		}
	}
	if _, err := scenario.Parse(typed); err == nil && typed != "" {
		return v.first(day, country), typed
	}
	return typed, ""
}
