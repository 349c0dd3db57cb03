package report

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/verify"
)

// A check stands beside itself without the acts where its outcome or either end of its figure is another.
func TestAnEndOfAFigureTellsChecksApart(t *testing.T) {
	amount := func(units int64) *aisclient.Amount { a := aisclient.Amount(units * 10_000); return &a }
	one := verify.Check{Outcome: verify.Confirmed, Proven: amount(5), Possible: amount(2)}
	for name, other := range map[string]verify.Check{
		"outcome":     {Outcome: verify.Refuted, Proven: amount(5), Possible: amount(2)},
		"proven":      {Outcome: verify.Confirmed, Proven: amount(6), Possible: amount(2)},
		"possible":    {Outcome: verify.Confirmed, Proven: amount(5), Possible: amount(3)},
		"no possible": {Outcome: verify.Confirmed, Proven: amount(5)},
	} {
		if same(&one, &other) || same(&other, &one) {
			t.Errorf("another %s is taken for the same", name)
		}
	}
	if again := (verify.Check{Outcome: verify.Confirmed, Proven: amount(5), Possible: amount(2)}); !same(&one, &again) {
		t.Error("the same is taken for another")
	}
}
