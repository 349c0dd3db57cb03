package sandbox

import (
	"math"
	"testing"
)

func TestBadOptions(t *testing.T) {
	for _, o := range []Options{{Speed: -1}, {Speed: math.NaN()}, {Speed: math.Inf(1)}, {Scenario: "x"}, {APIAddr: "nowhere"}, {CustomersFile: "testdata/none.toml"}} {
		if s, err := New(o); err == nil {
			s.Close(t.Context())
			t.Errorf("%+v was accepted", o)
		}
	}
}
