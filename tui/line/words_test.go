package line

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"aisdesk/aisclient"
)

func TestMoneyIsSaidWithoutSigns(t *testing.T) {
	for _, tc := range []struct {
		amount      aisclient.Amount
		plain, move string
	}{
		{42_000_000, "4200.00 PLN", "in 4200.00 PLN"},
		{-500_000, "minus 50.00 PLN", "out 50.00 PLN"},
		{0, "0.00 PLN", "0.00 PLN"},
	} {
		if got := money(tc.amount, "PLN"); got != tc.plain {
			t.Errorf("money: %q, want %q", got, tc.plain)
		}
		if got := movement(tc.amount, "PLN"); got != tc.move {
			t.Errorf("movement: %q, want %q", got, tc.move)
		}
	}
}

func TestSignsAreSaidAsWords(t *testing.T) {
	for in, want := range map[string]string{
		"It fell to -1605.97 PLN":        "It fell to minus 1605.97 PLN.",
		"12 % of it, 5.7% of that":       "12 percent of it, 5.7 percent of that.",
		"From 2026-03-04 to 2026-04-01.": "From 2026-03-04 to 2026-04-01.",
		"PL-0042 is a name":              "PL-0042 is a name.",
		"a → b":                          "a to b.",
	} {
		if got := lines(in); len(got) != 1 || got[0] != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestSentencesStandAloneAndNamesAreNotCut(t *testing.T) {
	got := lines("Nothing was saved. Try again later? ZAKŁADY S.A. UL. FABRYCZNA 8 pays; sp. z o.o. Nowak too")
	want := []string{"Nothing was saved.", "Try again later?", "ZAKŁADY S.A. UL. FABRYCZNA 8 pays; sp. z o.o. Nowak too."}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestAChoiceIsMadeByNumberNameOrItsOnlyBeginning(t *testing.T) {
	options := []option{{"all", "every country"}, {"pl", "Poland"}, {"pt", "Portugal"}, {"cz", "Czechia"}}
	for typed, want := range map[string]int{"2": 1, "poland": 1, "pol": 1, "Po": -1, "pl": 1, "": 0, "9": -1, "0": -1, "x": -1, " 4 ": 3, "cze": 3} {
		i, err := pick(typed, options, 0)
		if want < 0 && err == nil || want >= 0 && (err != nil || i != want) {
			t.Errorf("%q chose %d (%v), want %d", typed, i, err, want)
		}
	}
	if _, err := pick("", options, -1); err == nil {
		t.Error("nothing typed chose without a default")
	}
	if got := mustFail(pick("9", options, -1)); got != "9 is not between 1 and 4. Type one of these numbers, or a name" {
		t.Error(got)
	}
}

func mustFail(_ int, err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestNumbersOfItems(t *testing.T) {
	for arg, want := range map[string][]int{"1 3 7": {0, 2, 6}, "2-4": {1, 2, 3}, "1,2": {0, 1}, "1 1": {0}} {
		if got, err := numbers(arg, 9); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v %v", arg, got, err)
		}
	}
	for _, bad := range []string{"", "0", "10", "x", "4-2", "-1"} {
		if got, err := numbers(bad, 9); err == nil {
			t.Errorf("%q gave %v", bad, got)
		}
	}
}

// A sentence that is too long ends at a semicolon, else at a colon or, in a list, at a comma, outside parentheses and quotation marks; without
// one it stays whole, and so does one that names a bank's or a person's words at length: the terminal breaks it, where readers do
// not pause.
func TestLongSentencesEndAtPausesOnly(t *testing.T) {
	whole := []string{
		"The balances in PLN at the last 6 month ends fall by 319.42 PLN a month in the median, to 259262.23 PLN on 2026-10-31 of all accounts.",
		"A title: " + `"` + strings.Repeat("one, two: ", 12) + `three".`,
		"The income is at most 9394.83 PLN a month (salary from a company of that name, twice a month; money from a friend, irregularly; cash, irregularly).",
		"The payment of about 230.03 PLN to WINDYKACJA I SPÓŁKA which is due monthly was not made around the tenth of this month at all.",
	}
	for _, s := range whole {
		if got := lines(s); len(got) != 1 || got[0] != s {
			t.Errorf("%q became %q", s, got)
		}
	}
	for said, want := range map[string][]string{
		"The bank has answered with all accounts of the customer; the names of their owners, their numbers and balances are saved as they are": {
			"The bank has answered with all accounts of the customer.", "The names of their owners, their numbers and balances are saved as they are."},
		"Fields are: " + strings.Repeat("name, ", 18) + "why, status": {
			"Fields are: " + strings.Repeat("name, ", 17) + "name.", "why, status."},
		"Income of 8622.52 PLN a month is proven, 32 payments from 2025-11-29 to 2026-11-11: salary from ZAKŁADY PRZYKŁADOWE S.A. and money from OLGA": {
			"Income of 8622.52 PLN a month is proven, 32 payments from 2025-11-29 to 2026-11-11:", "salary from ZAKŁADY PRZYKŁADOWE S.A. and money from OLGA."},
		strings.Repeat("word ", 30) + "word; the rest": {strings.Repeat("word ", 30) + "word.", "The rest."},
		"Check the key of this environment and the list of IP addresses.. The customer chooses the bank.": {
			"Check the key of this environment and the list of IP addresses.", "The customer chooses the bank."},
	} {
		if got := lines(said); !slices.Equal(got, want) {
			t.Errorf("%q\n got %q\nwant %q", said, got, want)
		}
	}
}

// The name of a group that is an account's number is read in groups of four; other names are as the bank wrote them.
func TestGroupsNamedByAccountNumbers(t *testing.T) {
	for name, want := range map[string]string{
		"PL94114530641072404097178866": "PL94 1145 3064 1072 4040 9717 8866", "GB33BUKB20201555555555": "GB33 BUKB 2020 1555 5555 55",
		"ORLEN 4411 WARSZAWA": "ORLEN 4411 WARSZAWA", "AB12": "AB12", "(none)": "none", "2026-03": "March 2026",
	} {
		if got := called(name); got != want {
			t.Errorf("%s is called %q, not %q", name, got, want)
		}
	}
}

// accessible.md 7: what the program says of itself has at most 120 characters a line.
func TestHelpKeepsToTheLengthOfALine(t *testing.T) {
	var said []string
	for _, c := range commands() {
		said = append(said, usage(&c))
	}
	for what, why := range elsewhere {
		said = append(said, what+": "+why)
	}
	for _, s := range said {
		for _, l := range lines(s) {
			if n := utf8.RuneCountInString(l); n > longest {
				t.Errorf("%d characters: %s", n, l)
			}
		}
	}
}
