package intake

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
)

// What arrived is told with the first row of each account and card, and with every thousandth row.
func TestArrivalsAreTold(t *testing.T) {
	var got []Arrived
	r := (&Runner{}).begin(func(ev Event) {
		if ev.Arrived != nil {
			got = append(got, *ev.Arrived)
		}
	}, nil)
	add := r.beginRows()
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: make([]aisclient.Account, 2), CreditCards: make([]aisclient.CreditCard, 1)}}}
	for _, s := range []struct {
		source aisclient.Source
		rows   int
	}{{aisclient.Source{Account: 0, Card: -1}, 2001}, {aisclient.Source{Account: 1, Card: -1}, 1}, {aisclient.Source{Account: -1, Card: 0}, 3}} {
		for range s.rows {
			if err := add(imp, s.source, &aisclient.Transaction{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if want := []Arrived{{1, 0, 1}, {1, 0, 1000}, {1, 0, 2000}, {2, 0, 2002}, {2, 1, 2003}}; !slices.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
}
