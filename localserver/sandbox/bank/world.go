package bank

import (
	"fmt"
	"sync"
)

// World is everything the bank knows on one day: customers and what they hold, made from a
// seed. The same seed, day and customers give the same world on every machine. A customer is
// made when first asked for. A World is safe for concurrent use.
type World struct {
	seed    uint64
	today   Day
	specs   []CustomerSpec
	entries []*entry
	index   map[string]*entry
}

type entry struct {
	ref  Ref
	spec *CustomerSpec
	made func() *Customer
}

// Ref names a customer without making its data.
type Ref struct {
	Login, Country, Password, Code, About string
}

// NewWorld makes the bank of the day from customers (Builtin, Load). It fails when two
// customers share a login in one country or a customer is not valid.
func NewWorld(seed uint64, today Day, customers []CustomerSpec) (*World, error) {
	if err := Validate(customers); err != nil {
		return nil, err
	}
	w := &World{seed: seed, today: today, specs: customers, index: map[string]*entry{}}
	for i := range customers {
		spec := &customers[i]
		for _, country := range spec.Countries {
			e := &entry{ref: Ref{spec.Login, country, spec.Password, spec.Code, spec.About}, spec: spec}
			e.made = sync.OnceValue(func() *Customer { return makeCustomer(seed, today, spec, country) })
			w.entries = append(w.entries, e)
			w.index[country+"/"+spec.Login] = e
		}
	}
	return w, nil
}

// At is the same bank on another day, for a server that runs over midnight.
func (w *World) At(today Day) *World {
	if today == w.today {
		return w
	}
	next, err := NewWorld(w.seed, today, w.specs)
	if err != nil { // the specs were valid when this world was made
		panic(fmt.Sprintf("bank: valid customers became invalid: %v", err))
	}
	return next
}

// Seed is what the world was made from.
func (w *World) Seed() uint64 { return w.seed }

// Customers lists who can sign in, in the order of the files, without making their data.
func (w *World) Customers() []Ref {
	refs := make([]Ref, len(w.entries))
	for i, e := range w.entries {
		refs[i] = e.ref
	}
	return refs
}

// Customer is the customer with the login at the bank of the country (lower case: pl, cz, es).
func (w *World) Customer(country, login string) (*Customer, bool) {
	e, ok := w.index[country+"/"+login]
	if !ok {
		return nil, false
	}
	return e.made(), true
}
