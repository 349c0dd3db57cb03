package verify

import (
	"testing"

	"aisdesk/aisclient"
)

// A check stands beside itself without the acts where its outcome or either end of its figure is another.
func TestAnEndOfAFigureTellsChecksApart(t *testing.T) {
	amount := func(units int64) *aisclient.Amount { a := aisclient.Amount(units * 10_000); return &a }
	one := Check{Outcome: Confirmed, Proven: amount(5), Possible: amount(2)}
	for name, other := range map[string]Check{
		"outcome":     {Outcome: Refuted, Proven: amount(5), Possible: amount(2)},
		"proven":      {Outcome: Confirmed, Proven: amount(6), Possible: amount(2)},
		"possible":    {Outcome: Confirmed, Proven: amount(5), Possible: amount(3)},
		"no possible": {Outcome: Confirmed, Proven: amount(5)},
	} {
		if one.Same(&other) || other.Same(&one) {
			t.Errorf("another %s is taken for the same", name)
		}
	}
	if again := (Check{Outcome: Confirmed, Proven: amount(5), Possible: amount(2)}); !one.Same(&again) {
		t.Error("the same is taken for another")
	}
}
