package quality

import (
	"fmt"
	"testing"

	"aisdesk/aisclient"
)

// belowOf is what is known of the days below zero of an account with these rows.
func belowOf(t *testing.T, rows ...aisclient.Transaction) Below {
	t.Helper()
	r := judge(t, Input{}, reply(account(rows...)))
	return r.Accounts[0].Below(r.Day)
}

func TestS6_5_ADayOfWhichEveryEndIsBelowZeroIsBelow(t *testing.T) {
	// Two rows that do not lead from one to the other: the day ended at -10 or at -50.
	b := belowOf(t, row("2026-03-29", "5", "-10"), row("2026-03-29", "-7", "-50"))
	if len(b.Days) != 3 || b.Unknown != 0 || b.Known != 3 || b.Lowest != amount("-10") {
		t.Errorf("%+v", b)
	}
	b = belowOf(t, row("2026-03-29", "5", "10"), row("2026-03-29", "-7", "-50"))
	if len(b.Days) != 0 || b.Unknown != 3 {
		t.Errorf("one end below zero, one above: %+v", b)
	}
}

func TestS6_5_DaysBeforeTheFirstBalanceAreTold(t *testing.T) {
	b := belowOf(t, tx("2026-03-01", "-5", "Sklep", "Zakup"), tx("2026-03-05", "-5", "Sklep", "Zakup"), row("2026-03-29", "5", "10"))
	if b.Before != 2 || b.Known != 3 || b.Unknown != 0 {
		t.Errorf("%+v", b)
	}
}

// Balances that are rounded to whole units say nothing of what is smaller: a first row of 10.40 that leaves 10 began at 0.
func TestS6_5_RoundingIsNoDebt(t *testing.T) {
	rows := []aisclient.Transaction{row("2026-01-01", "10.40", "10")}
	for i := range 25 {
		rows = append(rows, row(fmt.Sprintf("2026-01-%02d", i+2), "1", fmt.Sprint(11+i)))
	}
	if b := belowOf(t, rows...); len(b.Days) != 0 {
		t.Errorf("%+v", b)
	}
	rows[0].Amount = amount("12")
	if b := belowOf(t, rows...); len(b.Days) != 1 || b.Lowest != amount("-2") {
		t.Errorf("began at -2: %+v", b)
	}
}

// Of days that ended equally low the first one is named.
func TestS6_5_TheLowestDayIsTheFirstOfItsKind(t *testing.T) {
	b := belowOf(t, row("2026-03-20", "-20", "-10"), row("2026-03-22", "5", "-5"), row("2026-03-24", "-5", "-10"))
	if b.Lowest != amount("-10") || b.LowestOn != day("2026-03-20") {
		t.Errorf("%s on %s, want -10 on 2026-03-20", b.Lowest, b.LowestOn)
	}
}
