package line

import (
	"regexp"
	"strings"
	"testing"

	"aisdesk/aisclient/app"
)

// A filter with its order is saved under a name, put in force by its number, replaced and deleted, as on the screen; both keep
// their views in one place.
func TestViewsAreSavedAndUsed(t *testing.T) {
	b := onSandbox(t, "")
	said := talk(t, b, nil, append(signIn("2"), "transactions", "filter is:in", "sort amount down", "save", "save large income", "unfilter", "views", "open 1",
		"save large income", "period 2026-10", "save October", "views", "forget 1", "open 1", "quit")...).own.String()
	inOrder(t, said, "Error: A view needs a name", "Saved: view large income.", "Saved views, 1 view.",
		"1 of 1: large income, filter is:in, sorted by amount, most in first, most out last.", "filter is:in, sorted by amount", "Replaced: view large income.",
		"Saved: view October.", "Saved views, 2 views.", "2 of 2: October, filter is:in, period 2026-10-01..2026-10-31,", "Deleted: view large income.", "Saved views, 1 view.",
		"filter is:in, period ")
	if kept := b.Settings().Memory[app.MemoryViews]; !strings.HasPrefix(kept, `[{"name":"October","filter":"is:in","period":"2026-10-01..2026-10-31","sort":"-amount"}`) {
		t.Error(kept)
	}
}

// With the privacy mask on, which the screen's setting is, no personal number and no account number is said, names and amounts are.
func TestTheMaskHidesNumbers(t *testing.T) {
	b := onSandbox(t, "")
	said := talk(t, b, nil, append(signIn("2"), "mask sideways", "overview", "accounts", "open 1", "mask", "overview", "repeat", "accounts", "open 1", "table", "transactions", "open 1",
		"mask off", "accounts", "open 1", "quit")...).own.String()
	inOrder(t, said, "Error: Sideways is neither on nor off", "PESEL: ", "Number: PL", "The privacy mask is on.", "The privacy mask is off.", "Number: PL")
	_, hidden, _ := strings.Cut(said, "The privacy mask is on.")
	hidden, _, _ = strings.Cut(hidden, "The privacy mask is off.")
	inOrder(t, hidden, "Person: Maria Sochacka", "PESEL: hidden by the privacy mask.", "Number: ending in ", "PLN")
	if m := regexp.MustCompile(`\bPL\d\d|\d{4} \d{4}|\b\d{9,}\b`).FindString(hidden); m != "" {
		t.Errorf("%q is said:\n%s", m, hidden)
	}
	if !b.Settings().Masked {
		talk(t, b, nil, "mask on", "quit")
	}
	if !b.Settings().Masked {
		t.Error("the mask is not kept")
	}
}
